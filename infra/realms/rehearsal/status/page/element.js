/** @typedef {Node | string | undefined | false} Child */
/** @typedef {Readonly<Record<string, string | boolean | undefined>>} Attributes */

/**
 * Makes an element. Text stays text, whatever it looks like; an attribute that is false or undefined is left out.
 *
 * @example
 * element("p", { class: "detail" }, "It runs since ", element("strong", {}, "12:03"), ".");
 *
 * @param {string} name
 * @param {Attributes} attributes
 * @param {...(Child | readonly Child[])} children
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return made;
}

import { element } from "./element.js";

/** How long a button says that it has copied, in milliseconds. */
export const COPIED_MILLISECONDS = 2_000;

/**
 * A command that is typed into a terminal, with a button that copies it.
 *
 * @param {string} command
 * @param {string | undefined} copied what was copied last
 */
export function commandElement(command, copied) {
  return element(
    "span",
    { class: "command" },
    element("code", {}, command),
    element(
      "button",
      { type: "button", class: "copy", "data-copy": command, "aria-label": `Copy ${command}` },
      copied === command ? "Copied" : "Copy",
    ),
  );
}

/**
 * A sentence, with what stands between backquotes in it as code.
 *
 * @param {string} text
 */
export function sentence(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}

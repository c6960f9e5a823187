import { sentence } from "./copy.js";
import { element } from "./element.js";

/**
 * What could not be found out, and why.
 *
 * @param {string} why
 */
export function unknownElement(why) {
  return element("p", { class: "quiet" }, "Unknown: ", ...sentence(why));
}

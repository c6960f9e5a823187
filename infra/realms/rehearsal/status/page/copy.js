import { element } from "./element.js";

/** How long a button says that it has copied, in milliseconds. */
export const COPIED_MILLISECONDS = 2_000;

/**
 * A command that is typed into a terminal: a button that copies it.
 *
 * @param {string} command
 * @param {string | undefined} copied what was copied last
 */
export function commandElement(command, copied) {
  const isCopied = copied === command;
  return element(
    "button",
    {
      type: "button",
      class: "command",
      "data-copy": command,
      "data-copied": isCopied,
      "aria-label": `${isCopied ? "Copied" : "Copy"} ${command}`,
    },
    element("code", {}, command),
    element("span", { class: "copy-mark" }),
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

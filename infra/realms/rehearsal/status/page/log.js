import { element } from "./element.js";
import { clockTime } from "./time.js";
import { unknownElement } from "./unknown.js";

/** @typedef {import("../model.ts").DeployLogs} DeployLogs */
/** @typedef {import("../model.ts").LogLine} LogLine */

/**
 * The log of a deploy.
 *
 * @param {string} id of the deploy
 * @param {import("../model.ts").Known<DeployLogs> | undefined} logs undefined until they are there
 */
export function logElement(id, logs) {
  if (!logs) return element("p", { class: "quiet" }, "Reading its log…");
  if (!logs.known) return unknownElement(logs.why);
  const { lines, hasEarlier } = logs.value;
  if (lines.length === 0) return element("p", { class: "quiet" }, "It put out nothing.");
  const title = hasEarlier ? "The end of its log" : "Its log";
  return element(
    "div",
    { class: "log" },
    element("h4", { id: `log-${id}` }, title),
    element(
      "div",
      // It scrolls, and what scrolls has to be reached with the keyboard.
      { class: "log-lines", "data-log": id, role: "region", "aria-labelledby": `log-${id}`, tabindex: "0" },
      ...lines.map(lineElement),
    ),
  );
}

/** @param {LogLine} line */
function lineElement({ at, level, text, instance }) {
  return element(
    "p",
    { class: "line", "data-level": level },
    element("time", { datetime: at, title: instance && `instance ${instance}` }, clockTime(at)),
    element("span", {}, level === "error" && element("span", { class: "unseen" }, "error: "), text),
  );
}

/**
 * Whether the log of a deploy isn't scrolled back, or isn't there yet.
 *
 * @param {string} id
 */
export function atEnd(id) {
  const lines = linesOf(id);
  return !lines || lines.scrollHeight - lines.scrollTop - lines.clientHeight < 8;
}

/**
 * Scrolls the log of a deploy to its last line.
 *
 * @param {string} id
 */
export function toEnd(id) {
  const lines = linesOf(id);
  if (lines) lines.scrollTop = lines.scrollHeight;
}

/** @param {string} id */
function linesOf(id) {
  return document.querySelector(`[data-log="${CSS.escape(id)}"]`);
}

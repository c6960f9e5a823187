import { element } from "./element.js";
import { agoElement } from "./time.js";
import { unknownElement } from "./unknown.js";

/** @typedef {import("../model.ts").SeparationStatus} SeparationStatus */
/** @typedef {import("./state.js").State} State */

const OUTCOMES = /** @type {const} */ ({ refused: "Refused", open: "Open", "not tried": "Not tried" });

/**
 * Whether staging and production are apart.
 *
 * @param {State} state
 */
export function separationElement({ status, now }) {
  const separation = status?.separation;
  return element(
    "section",
    { class: "proof card", "data-key": "separation", "data-tone": tone(separation), "aria-labelledby": "separation" },
    element("h2", { id: "separation" }, "Separation"),
    separation === undefined
      ? element(
          "p",
          { class: "quiet" },
          "It was not proved yet: ",
          element("code", {}, "npm run separation -- --rehearsal"),
        )
      : separation.known
        ? proof(separation.value, now)
        : unknownElement(separation.why),
  );
}

/** @param {import("../model.ts").Known<SeparationStatus> | undefined} separation */
function tone(separation) {
  if (!separation?.known) return "faint";
  return separation.value.apart ? "good" : "bad";
}

/**
 * @param {SeparationStatus} separation
 * @param {number} now
 */
function proof({ apart, compared, shared, doors, at }, now) {
  return element(
    "div",
    {},
    element(
      "p",
      { class: "proof-words" },
      element("span", { class: "dot" }),
      apart ? `They share none of ${compared} things.` : "They are not apart.",
      agoElement(at, now),
    ),
    element(
      "ul",
      { class: "proof-list" },
      ...shared.map((one) => element("li", { "data-outcome": "open" }, element("strong", {}, "Shared"), one)),
      ...doors.map(({ name, outcome, detail }) =>
        element("li", { "data-outcome": outcome, title: detail }, element("strong", {}, OUTCOMES[outcome]), name),
      ),
    ),
  );
}

import { commandElement } from "./copy.js";
import { element } from "./element.js";
import { unknownElement } from "./unknown.js";

/** @typedef {import("../model.ts").FaultInForce} FaultInForce */
/** @typedef {import("./state.js").State} State */

/**
 * The faults that are switched on, each with the command that takes it off.
 *
 * @param {State} state
 */
export function faultsElement({ status, copied }) {
  const faults = status?.faults;
  const some = faults?.known && faults.value.length > 0;
  return element(
    "section",
    { class: "proof card", "data-key": "faults", "data-tone": some ? "wait" : "faint", "aria-labelledby": "faults" },
    element("h2", { id: "faults" }, "Faults in force"),
    !faults?.known
      ? unknownElement(faults?.why ?? "")
      : faults.value.length === 0
        ? element(
            "p",
            { class: "quiet" },
            "None: what goes wrong now was not asked for. ",
            element("code", {}, "npm run rehearse -- fault"),
            " switches one on.",
          )
        : element("ul", { class: "faults" }, ...faults.value.map((fault) => faultElement(fault, copied))),
  );
}

/**
 * @param {FaultInForce} fault
 * @param {string | undefined} copied
 */
function faultElement({ name, on, detail, offWith }, copied) {
  return element(
    "li",
    { "data-key": `${name} ${on}` },
    element("p", {}, element("strong", {}, on), " ", detail),
    offWith !== undefined && element("p", { class: "off-with" }, "Off with ", commandElement(offWith, copied)),
  );
}

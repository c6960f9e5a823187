import { element } from "./element.js";
import { environmentElement } from "./environment.js";
import { faultsElement } from "./faults.js";
import { separationElement } from "./separation.js";
import { summaryElement } from "./summary.js";
import { clockTime } from "./time.js";

/** @typedef {import("./state.js").State} State */

/**
 * The whole of the page, made anew.
 *
 * @param {State} state
 */
export function view(state) {
  const { status } = state;
  if (!status) return [summaryElement(state)];
  const hasFaults = status.faults.known && status.faults.value.length > 0;
  const environments = element(
    "div",
    { class: "environments", "data-key": "environments" },
    ...status.environments.map((environment) => environmentElement(environment, state)),
  );
  const proofs = element(
    "div",
    { class: "proofs", "data-key": "proofs" },
    separationElement(state),
    !hasFaults && faultsElement(state),
  );
  return [summaryElement(state), ...(hasFaults ? [faultsElement(state)] : []), environments, proofs];
}

/**
 * Whether the page still follows the rehearsal.
 *
 * @param {State} state
 */
export function connectionView({ link, status }) {
  const dot = element("span", { class: "dot", "data-link": link });
  if (link === "live") return [dot, element("span", {}, "Live")];
  if (link === "connecting") return [dot, element("span", {}, "Connecting")];
  const asOf = status ? ` This is how it was at ${clockTime(status.at)}.` : "";
  return [
    dot,
    element("span", {}, `The rehearsal is gone.${asOf} `, element("code", {}, "npm start"), " brings it back."),
  ];
}

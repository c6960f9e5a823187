import { deployElement } from "./deploy.js";
import { element } from "./element.js";
import { unknownElement } from "./unknown.js";

/** @typedef {import("../model.ts").RunningStatus} RunningStatus */
/** @typedef {import("../model.ts").DeployStatus} DeployStatus */
/** @typedef {import("../model.ts").DeployKind} DeployKind */
/** @typedef {import("./state.js").State} State */

const TITLES = /** @type {const} */ ({ api: "API deploys", web: "Page deploys" });

/**
 * The last deploys onto the targets of an environment.
 *
 * @param {RunningStatus["deploys"]} deploys
 * @param {State} state
 */
export function deploysElement(deploys, state) {
  if (!deploys) {
    return element("p", { class: "quiet" }, "It runs from this checkout, and nothing is deployed onto it.");
  }
  return element("div", { class: "targets" }, target("api", deploys.api, state), target("web", deploys.web, state));
}

/**
 * @param {DeployKind} kind
 * @param {import("../model.ts").Known<readonly DeployStatus[]>} deploys
 * @param {State} state
 */
function target(kind, deploys, state) {
  return element("div", { class: "target", "data-key": kind }, element("h3", {}, TITLES[kind]), list(deploys, state));
}

/**
 * @param {import("../model.ts").Known<readonly DeployStatus[]>} deploys
 * @param {State} state
 */
function list(deploys, state) {
  if (!deploys.known) return unknownElement(deploys.why);
  if (deploys.value.length === 0) return element("p", { class: "quiet" }, "Nothing was deployed yet.");
  return element(
    "ul",
    { class: "deploys" },
    ...deploys.value.map((deploy) => element("li", { "data-key": deploy.id }, deployElement(deploy, state))),
  );
}

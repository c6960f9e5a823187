import { shortCommit } from "./commit.js";
import { element } from "./element.js";
import { logElement } from "./log.js";
import { agoElement, took } from "./time.js";

/** @typedef {import("../model.ts").DeployStatus} DeployStatus */
/** @typedef {import("../model.ts").DeployStep} DeployStep */
/** @typedef {import("./state.js").State} State */

const STEPS = /** @type {const} */ ({
  done: "done",
  running: "under way",
  failed: "failed",
  waiting: "to come",
  skipped: "not come to",
  unknown: "not known",
});

/**
 * A deploy in one line; opened, its steps and its log.
 *
 * @param {DeployStatus} deploy
 * @param {State} state
 */
export function deployElement(deploy, state) {
  const { id, outcome, steps, why } = deploy;
  const isOpen = state.open.has(id);
  return element(
    "details",
    { class: "deploy", "data-deploy": id, "data-outcome": outcome, open: isOpen },
    element(
      "summary",
      {},
      element(
        "span",
        { class: "deploy-line" },
        release(deploy),
        element("span", { class: "deploy-words" }, deploy.statusInWords),
        times(deploy, state.now),
      ),
      element(
        "span",
        { class: "track", "aria-hidden": "true" },
        ...steps.map((step) => element("span", { class: "track-step", "data-state": step.state })),
      ),
      why !== undefined && element("span", { class: "deploy-why" }, why),
    ),
    isOpen &&
      element(
        "div",
        { class: "deploy-inside" },
        element("ol", { class: "steps" }, ...steps.map(stepElement)),
        logElement(id, state.logs.get(id)),
      ),
  );
}

/**
 * The commit where it is known, since a version may have been built more than once.
 *
 * @param {DeployStatus} deploy
 */
function release({ id, release: told, commit, trigger }) {
  const whole = [told, commit].filter(Boolean).join(" ");
  return element(
    "span",
    { class: "deploy-release", title: whole || id },
    commit ? shortCommit(commit) : (told ?? "unknown release"),
    trigger !== undefined && element("span", { class: "tag" }, trigger),
  );
}

/**
 * @param {DeployStatus} deploy
 * @param {number} now
 */
function times({ startedAt, finishedAt }, now) {
  const time = took(startedAt, finishedAt);
  return element(
    "span",
    { class: "deploy-times" },
    time !== undefined && element("span", { title: "how long it took" }, time),
    agoElement(startedAt, now),
  );
}

/** @param {DeployStep} step */
function stepElement({ name, state, startedAt, finishedAt }) {
  return element(
    "li",
    { class: "step", "data-state": state },
    element("span", { class: "step-name" }, name),
    element("span", { class: "step-state" }, STEPS[state]),
    element("span", { class: "step-time" }, took(startedAt, finishedAt)),
  );
}

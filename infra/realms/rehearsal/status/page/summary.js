import { element } from "./element.js";

/** @typedef {import("../model.ts").EnvironmentStatus} EnvironmentStatus */
/** @typedef {import("./state.js").State} State */

const HEALTHS = /** @type {const} */ ({
  healthy: "is healthy",
  unhealthy: "is unhealthy",
  starting: "is starting",
  down: "is down",
  absent: "was not brought up",
});

/**
 * @typedef {object} Headline
 * @property {string} title
 * @property {"good" | "wait" | "bad" | "faint"} tone
 * @property {boolean} [busy] whether it is about to change by itself
 */

/**
 * The state of everything in one line, the gravest first.
 *
 * @param {State} state
 * @returns {Headline}
 */
export function headline({ status, trouble }) {
  if (trouble) return { title: "The rehearsal can’t be looked at", tone: "bad" };
  if (!status) return { title: "Looking at the environments", tone: "faint", busy: true };
  const { environments } = status;
  const inState = (/** @type {string[]} */ ...states) =>
    environments.filter(({ health }) => states.includes(health.state));
  const bad = inState("down", "unhealthy");
  if (bad.length > 0) return { title: told(bad), tone: "bad" };
  const starting = inState("starting");
  if (starting.length > 0) return { title: told(starting), tone: "wait", busy: true };
  const absent = inState("absent");
  if (absent.length > 0) return { title: told(absent), tone: "faint" };
  const deploying = environments.filter((one) => newestDeploys(one).some(({ outcome }) => outcome === "running"));
  if (deploying.length > 0) {
    return {
      title: `${list(deploying)} ${deploying.length > 1 ? "are" : "is"} being deployed`,
      tone: "wait",
      busy: true,
    };
  }
  const [failed] = environments.flatMap((one) =>
    newestDeploys(one)
      .filter(({ outcome }) => outcome === "failed")
      .map(({ kind }) => `The last ${kind === "api" ? "API" : "page"} deploy onto ${one.name} failed`),
  );
  if (failed !== undefined) return { title: failed, tone: "bad" };
  return { title: `All ${numberWord(environments.length)} environments are healthy`, tone: "good" };
}

/** @param {State} state */
export function summaryElement(state) {
  const { title, tone, busy = false } = headline(state);
  return element(
    "div",
    { class: "summary", "data-tone": tone, "data-busy": busy, "data-key": "summary", "aria-live": "polite" },
    element("h1", { class: "title" }, element("span", { class: "dot" }), title),
    element("p", { class: "detail" }, detail(state)),
  );
}

const WHAT = "Local, staging and production, as they run on this machine.";

/** @param {State} state */
function detail({ status, trouble }) {
  if (trouble) return trouble;
  if (!status) return WHAT;
  const { environments, faults, separation } = status;
  const serving = environments.flatMap(({ name, running }) =>
    running?.deploys && running.apiRelease.known ? [`${name} serves ${running.apiRelease.value.version}`] : [],
  );
  const count = faults.known ? faults.value.length : 0;
  const parts = [
    serving.length > 0 && `${named(serving.join(", "))}.`,
    count > 0 && `${count === 1 ? "One fault is" : `${count} faults are`} in force on purpose.`,
    separation?.known && !separation.value.apart && "The environments are not apart.",
  ];
  return parts.filter(Boolean).join(" ") || WHAT;
}

/** @param {readonly EnvironmentStatus[]} environments */
function told(environments) {
  const [first] = environments;
  if (!first) return "";
  const same = environments.every(({ health }) => health.state === first.health.state);
  if (same) {
    const words = HEALTHS[first.health.state];
    return `${list(environments)} ${environments.length > 1 ? words.replace(/^is/, "are").replace(/^was/, "were") : words}`;
  }
  return named(environments.map(({ name, health }) => `${name} ${HEALTHS[health.state]}`).join(", "));
}

/**
 * The newest deploy onto each of an environment's targets.
 *
 * @param {EnvironmentStatus} environment
 */
function newestDeploys({ running }) {
  return [running?.deploys?.api, running?.deploys?.web].flatMap((deploys) =>
    deploys?.known ? deploys.value.slice(0, 1) : [],
  );
}

/** @param {readonly EnvironmentStatus[]} environments */
function list(environments) {
  const names = environments.map(({ name }, index) => (index === 0 ? named(name) : name));
  return new Intl.ListFormat("en").format(names);
}

/** @param {number} count */
function numberWord(count) {
  return ["no", "one", "two", "three"][count] ?? String(count);
}

/**
 * The name of an environment as a title has it.
 *
 * @param {string} name
 */
export function named(name) {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

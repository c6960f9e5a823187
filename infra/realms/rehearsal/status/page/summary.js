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
 * The state of everything in one line, and the one that a tab's title has.
 *
 * @param {State} state
 * @returns {{ title: string, tone: "good" | "wait" | "bad" | "faint" }}
 */
export function headline({ status, trouble }) {
  if (trouble) return { title: "The rehearsal can’t be looked at", tone: "bad" };
  if (!status) return { title: "Looking at the environments", tone: "faint" };
  const { environments } = status;
  const inState = (/** @type {string[]} */ ...states) =>
    environments.filter(({ health }) => states.includes(health.state));
  const bad = inState("down", "unhealthy");
  if (bad.length > 0) return { title: told(bad), tone: "bad" };
  const waiting = inState("starting");
  if (waiting.length > 0) return { title: told(waiting), tone: "wait" };
  const absent = inState("absent");
  if (absent.length > 0) return { title: told(absent), tone: "faint" };
  const running = environments.filter(isDeploying);
  if (running.length > 0)
    return { title: `${list(running)} ${running.length > 1 ? "are" : "is"} being deployed`, tone: "wait" };
  return { title: `All ${numberWord(environments.length)} environments are healthy`, tone: "good" };
}

/** @param {State} state */
export function summaryElement(state) {
  const { title, tone } = headline(state);
  return element(
    "div",
    { class: "summary", "data-tone": tone, "data-key": "summary", "aria-live": "polite" },
    element("h1", { class: "title" }, element("span", { class: "dot" }), title),
    element("p", { class: "detail" }, detail(state)),
  );
}

/** @param {State} state */
function detail({ status, trouble }) {
  if (trouble) return trouble;
  if (!status) return "Local, staging and production, as they run on this machine.";
  const releases = status.environments.flatMap(({ name, running }) =>
    running?.deploys && running.apiRelease.known ? [`${named(name)} serves ${running.apiRelease.value.version}`] : [],
  );
  const faults = status.faults.known ? status.faults.value.length : 0;
  const parts = [
    releases.length > 0 ? `${releases.join(", ")}.` : "",
    faults > 0 ? `${faults === 1 ? "One fault is" : `${faults} faults are`} in force on purpose.` : "",
    status.separation?.known && !status.separation.value.apart ? "The environments are not apart." : "",
  ];
  return parts.filter(Boolean).join(" ") || "Local, staging and production, as they run on this machine.";
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
  return environments.map(({ name, health }) => `${named(name)} ${HEALTHS[health.state]}`).join(", ");
}

/** @param {EnvironmentStatus} environment */
function isDeploying({ running }) {
  return [running?.deploys?.api, running?.deploys?.web].some(
    (deploys) => deploys?.known && deploys.value.some(({ outcome }) => outcome === "running"),
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

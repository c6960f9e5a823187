import { shortCommit } from "./commit.js";
import { commandElement, sentence } from "./copy.js";
import { deploysElement } from "./deploys.js";
import { element } from "./element.js";
import { named } from "./summary.js";
import { unknownElement } from "./unknown.js";

/** @typedef {import("../model.ts").EnvironmentStatus} EnvironmentStatus */
/** @typedef {import("../model.ts").RunningStatus} RunningStatus */
/** @typedef {import("../model.ts").ReleaseStatus} ReleaseStatus */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./element.js").Child} Child */

const WORDS = /** @type {const} */ ({
  healthy: "Healthy",
  unhealthy: "Unhealthy",
  starting: "Starting",
  down: "Down",
  absent: "Not brought up",
});

/**
 * An environment, with what it serves and what was deployed onto it.
 *
 * @param {EnvironmentStatus} environment
 * @param {State} state
 */
export function environmentElement(environment, state) {
  const { name, health, running } = environment;
  const id = `environment-${name}`;
  return element(
    "section",
    { class: "environment card", "data-key": name, "data-health": health.state, "aria-labelledby": id },
    element(
      "div",
      { class: "environment-head" },
      element(
        "div",
        { class: "environment-title" },
        element("h2", { id }, named(name)),
        element("p", { class: "health" }, element("span", { class: "dot" }), WORDS[health.state]),
      ),
      element("p", { class: "environment-detail" }, sentence(health.detail)),
    ),
    element("dl", { class: "facts" }, ...facts(environment, state)),
    element("div", { class: "environment-deploys" }, running && deploysElement(running.deploys, state)),
  );
}

/**
 * @param {EnvironmentStatus} environment
 * @param {State} state
 */
function facts({ urls, openWith, running }, { copied }) {
  const direct = openWith === undefined;
  return [
    fact("Web", direct ? link(urls.web) : address(urls.web)),
    fact("API", direct ? link(urls.api) : address(urls.api)),
    fact("Socket", address(urls.ws)),
    !direct && fact("Open with", commandElement(openWith, copied)),
    ...(running ? runningFacts(running) : []),
  ];
}

/** @param {RunningStatus} running */
function runningFacts({ apiRelease, webRelease, database, instances }) {
  return [
    ...releaseFacts(apiRelease, webRelease),
    instances && fact("Instances", instances.known ? String(instances.value) : unknownElement(instances.why)),
    fact(
      "Database",
      ...(database.known
        ? [
            element(
              "span",
              { class: "database", "data-state": database.value.state },
              element("span", { class: "dot" }),
              database.value.name,
            ),
            element("span", { class: "fact-note" }, database.value.detail),
          ]
        : [unknownElement(database.why)]),
    ),
  ];
}

/**
 * @param {RunningStatus["apiRelease"]} api
 * @param {RunningStatus["webRelease"]} web
 */
function releaseFacts(api, web) {
  if (api.known && web.known && api.value.version === web.value.version && api.value.commit === web.value.commit) {
    return [fact("Release", release(api.value))];
  }
  if (!api.known && !web.known) return [fact("Release", unknownElement(api.why))];
  return [
    fact("API release", api.known ? release(api.value) : unknownElement(api.why)),
    fact(
      "Page release",
      web.known ? release(web.value) : unknownElement(web.why),
      api.known && web.known && element("span", { class: "fact-note wrong" }, "not the API’s"),
    ),
  ];
}

/** @param {ReleaseStatus} release */
function release({ version, commit }) {
  return element("span", { class: "release", title: commit }, version, " ", element("code", {}, shortCommit(commit)));
}

/**
 * @param {string} name
 * @param {...Child} values
 */
function fact(name, ...values) {
  return element("div", { class: "fact" }, element("dt", {}, name), element("dd", {}, ...values));
}

/** @param {string} url */
function address(url) {
  return element("span", { class: "address" }, url);
}

/** @param {string} url */
function link(url) {
  return element("a", { class: "address", href: url, target: "_blank", rel: "noreferrer" }, url);
}

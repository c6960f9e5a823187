import { COPIED_MILLISECONDS } from "./copy.js";
import { follow } from "./feed.js";
import { atEnd, toEnd } from "./log.js";
import { morphChildren } from "./morph.js";
import { headline } from "./summary.js";
import { connectionView, view } from "./view.js";

/** @typedef {import("./state.js").State} State */

/** Times that have gone by are told anew this often, in milliseconds. */
const TICK_MILLISECONDS = 5_000;

/** @type {State} */
let state = {
  link: "connecting",
  status: undefined,
  trouble: undefined,
  now: Date.now(),
  open: new Set(),
  logs: new Map(),
  copied: undefined,
};

/** @param {Partial<State>} changes */
function change(changes) {
  state = { ...state, now: Date.now(), ...changes };
  const main = document.getElementById("main");
  const connection = document.getElementById("connection");
  if (!main || !connection) return;
  morphChildren(main, view(state));
  morphChildren(connection, connectionView(state));
  document.body.dataset.link = state.link;
  const { title } = headline(state);
  const titled = `${state.link === "lost" ? "The rehearsal is gone" : title} · Live Listen`;
  if (document.title !== titled) document.title = titled;
}

/** @param {string} id */
async function readLog(id) {
  /** @type {import("../model.ts").Known<import("../model.ts").DeployLogs>} */
  let log;
  try {
    const response = await fetch(`/deploys/${encodeURIComponent(id)}/logs`);
    const told = await response.json();
    log = response.ok ? told : { known: false, why: told.why };
  } catch {
    log = { known: false, why: "the rehearsal didn’t answer." };
  }
  // Whoever reads what came earlier isn't taken away from it.
  const follows = atEnd(id);
  change({ logs: new Map(state.logs).set(id, log) });
  if (follows) toEnd(id);
}

follow({
  onOpen: () => change({ link: "live" }),
  onLost: () => change({ link: "lost" }),
  onTrouble: (trouble) => change({ link: "live", trouble }),
  onStatus: (status) => {
    change({ link: "live", status, trouble: undefined });
    for (const id of state.open) readLog(id);
  },
});

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement)) return;
    const id = target.dataset.deploy;
    if (id === undefined || state.open.has(id) === target.open) return;
    const open = new Set(state.open);
    if (target.open) open.add(id);
    else open.delete(id);
    change({ open });
    if (target.open) readLog(id);
  },
  // It doesn't bubble.
  { capture: true },
);

/** @type {number | undefined} */
let forgetting;
document.addEventListener("click", async ({ target }) => {
  const command = target instanceof Element ? target.closest("[data-copy]")?.getAttribute("data-copy") : undefined;
  if (!command) return;
  await navigator.clipboard.writeText(command);
  change({ copied: command });
  clearTimeout(forgetting);
  forgetting = setTimeout(() => change({ copied: undefined }), COPIED_MILLISECONDS);
});

setInterval(() => change({}), TICK_MILLISECONDS);
change({});

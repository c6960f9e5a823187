import { element } from "./element.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/**
 * How long ago something was, in words: `3 min ago`.
 *
 * @param {string} at
 * @param {number} now
 */
export function ago(at, now) {
  const since = now - Date.parse(at);
  if (since < 10 * SECOND) return "just now";
  if (since < MINUTE) return `${Math.floor(since / SECOND / 10) * 10} s ago`;
  if (since < HOUR) return `${Math.floor(since / MINUTE)} min ago`;
  if (since < DAY) return `${Math.floor(since / HOUR)} h ago`;
  return `${Math.floor(since / DAY)} d ago`;
}

/**
 * How long something took, in words: `1.4 s`; undefined when it isn't known.
 *
 * @param {string | undefined} from
 * @param {string | undefined} to
 */
export function took(from, to) {
  if (from === undefined || to === undefined) return undefined;
  const milliseconds = Math.max(0, Date.parse(to) - Date.parse(from));
  if (milliseconds < SECOND) return `${milliseconds} ms`;
  if (milliseconds < MINUTE) return `${(milliseconds / SECOND).toFixed(1)} s`;
  if (milliseconds < HOUR)
    return `${Math.floor(milliseconds / MINUTE)} min ${Math.floor((milliseconds % MINUTE) / SECOND)} s`;
  return `${Math.floor(milliseconds / HOUR)} h ${Math.floor((milliseconds % HOUR) / MINUTE)} min`;
}

/**
 * When something was, with its exact time for whoever points at it.
 *
 * @param {string} at
 * @param {number} now
 */
export function agoElement(at, now) {
  return element("time", { datetime: at, title: exactly.format(new Date(at)) }, ago(at, now));
}

/**
 * The time of a day: `12:03:10`.
 *
 * @param {string | number} at
 */
export function clockTime(at) {
  return clock.format(new Date(at));
}

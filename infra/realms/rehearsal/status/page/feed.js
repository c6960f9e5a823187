/** A stream that the browser gave up is opened anew after this, in milliseconds. */
const AGAIN_MILLISECONDS = 2_000;

/**
 * Follows what the rehearsal tells, for as long as the page is open.
 *
 * @param {object} told
 * @param {() => void} told.onOpen
 * @param {() => void} told.onLost
 * @param {(why: string) => void} told.onTrouble
 * @param {(status: import("../model.ts").RehearsalStatus) => void} told.onStatus
 */
export function follow(told) {
  const events = new EventSource("/events");
  events.addEventListener("open", told.onOpen);
  events.addEventListener("status", ({ data }) => told.onStatus(JSON.parse(data)));
  events.addEventListener("trouble", ({ data }) => told.onTrouble(JSON.parse(data).why));
  events.addEventListener("error", () => {
    told.onLost();
    // After a lost connection the browser tries again by itself, and after an answer that isn't a stream it does not.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => follow(told), AGAIN_MILLISECONDS);
  });
}

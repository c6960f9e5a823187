import type { Tabs } from "./session.ts";

const NAME = "live-listen:session";

/** The tabs of this page in this browser, by the Web Locks API and a broadcast channel; both are of this origin alone. */
export function createTabs({ locks }: { readonly locks: LockManager }): Tabs {
  const channel = new BroadcastChannel(NAME);
  return {
    alone: (task) => locks.request(NAME, task),
    tell: (personId) => channel.postMessage(personId),
    listen(told) {
      channel.addEventListener("message", ({ data }) => told(typeof data === "string" ? data : undefined));
    },
  };
}

import type { ConnectionClient } from "./client.ts";

/**
 * Starts the connection and keeps it in step with the browser: the network, the page coming back into view, and the page being set aside for
 * the back button (an open socket would keep the browser from doing that).
 *
 * @returns stops the connection and lets go of the browser.
 */
export function followBrowser(client: ConnectionClient, window: Window): () => void {
  const { navigator, document } = window;
  const ended = new AbortController();
  const { signal } = ended;
  window.addEventListener("online", () => client.network(true), { signal });
  window.addEventListener("offline", () => client.network(false), { signal });
  const look = () => {
    if (document.visibilityState === "visible") client.probe();
  };
  document.addEventListener("visibilitychange", look, { signal });
  window.addEventListener("pagehide", () => client.stop(), { signal });
  window.addEventListener("pageshow", () => client.start(navigator.onLine), { signal });
  client.start(navigator.onLine);
  return () => {
    ended.abort();
    client.stop();
  };
}

import type { ConnectionClient } from "./client.ts";

/**
 * Starts the connection and keeps it in step with the browser: the network, the page coming back into view, and the page being set aside for
 * the back button (an open socket would keep the browser from doing that).
 */
export function followBrowser(client: ConnectionClient, window: Window): void {
  const { navigator, document } = window;
  window.addEventListener("online", () => client.network(true));
  window.addEventListener("offline", () => client.network(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") client.probe();
  });
  window.addEventListener("pagehide", () => client.stop());
  window.addEventListener("pageshow", () => client.start(navigator.onLine));
  client.start(navigator.onLine);
}

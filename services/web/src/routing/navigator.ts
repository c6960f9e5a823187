import { createStore, type Observable } from "../store.ts";
import { pathOf, type Route, readRoute } from "./route.ts";

/** Where in the page somebody is, and the way to another place. */
export interface Navigator extends Observable<Route> {
  /**
   * Goes to a route, or to a path of this page.
   *
   * @param options.replace leaves nothing behind for the back button.
   */
  go(place: Exclude<Route, { name: "nowhere" }> | string, options?: { replace?: boolean }): void;
}

/**
 * Keeps the route in step with the address bar: links of this page and the back button don't load the page anew. The whole of it is the
 * History API and one listener; a router from a library would bring matching and nesting, of which four addresses have no use.
 *
 * @param window of the page.
 */
export function createNavigator(window: Window): Navigator {
  const { history, location, document } = window;
  const store = createStore(readRoute(location.href), (_: Route, route: Route) => route);
  const look = () => store.dispatch(readRoute(location.href));

  const go: Navigator["go"] = (place, { replace = false } = {}) => {
    const path = typeof place === "string" ? place : pathOf(place);
    if (replace) history.replaceState(undefined, "", path);
    else history.pushState(undefined, "", path);
    look();
  };

  window.addEventListener("popstate", look);
  document.addEventListener("click", (event) => {
    const path = followedPath(event, location.origin);
    if (path === undefined) return;
    event.preventDefault();
    if (path !== location.pathname + location.search) go(path);
  });
  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    go,
  };
}

/** The path of this page that a click leads to; undefined when the browser is to follow it as it does any link. */
function followedPath(event: MouseEvent, origin: string): string | undefined {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey, target } = event;
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return undefined;
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link?.href || link.target || link.hasAttribute("download")) return undefined;
  const url = new URL(link.href);
  // A link to a part of this document is the browser's.
  return url.origin === origin && url.hash === "" ? url.pathname + url.search : undefined;
}

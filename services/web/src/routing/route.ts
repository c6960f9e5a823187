import { isRoomSlug } from "@live-listen/protocol";

/** A place in the page. `to` is where somebody goes once signed in: a path of this page. */
export type Route =
  | { readonly name: "home" }
  | { readonly name: "room"; readonly slug: string }
  | { readonly name: "sign-in"; readonly to: string }
  | { readonly name: "register"; readonly to: string }
  | { readonly name: "status" }
  | { readonly name: "nowhere" };

const PLAIN = { "/": { name: "home" }, "/status": { name: "status" } } as const satisfies Record<string, Route>;

/**
 * Reads an address of the page.
 *
 * @param url whole, such as `https://live-listen.app/rooms/morning-show`.
 * @returns `nowhere` for anything that no route has.
 */
export function readRoute(url: string): Route {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  if (path === "/" || path === "/status") return PLAIN[path];
  if (path === "/sign-in" || path === "/register") {
    return { name: path === "/sign-in" ? "sign-in" : "register", to: ownPath(searchParams.get("to")) };
  }
  const slug = /^\/rooms\/([^/]+)$/.exec(path)?.[1];
  return slug !== undefined && isRoomSlug(slug) ? { name: "room", slug } : { name: "nowhere" };
}

/** Writes a route as a path; the opposite of {@link readRoute}. */
export function pathOf(route: Exclude<Route, { name: "nowhere" }>): string {
  switch (route.name) {
    case "home":
      return "/";
    case "room":
      return `/rooms/${route.slug}`;
    case "status":
      return "/status";
    case "sign-in":
    case "register":
      return route.to === "/" ? `/${route.name}` : `/${route.name}?to=${encodeURIComponent(route.to)}`;
  }
}

/** Whether two routes are the same place, where nothing has to be built anew. */
export function isSamePlace(a: Route, b: Route): boolean {
  return a.name === b.name && (a.name !== "room" || b.name !== "room" || a.slug === b.slug);
}

/**
 * Only a path of this page is gone to after signing in: an address that was smuggled into a link must not lead to another site (OWASP's cheat
 * sheet on unvalidated redirects). The URL parser decides, as it will when the address is used.
 */
function ownPath(to: string | null): string {
  const here = "https://here.invalid";
  const url = URL.parse(to ?? "/", here);
  return url?.origin === here ? url.pathname + url.search : "/";
}

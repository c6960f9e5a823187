import { meets, type RoutedRequest } from "./condition.ts";
import type { Route } from "./route.ts";

/** Where rules have led a request. */
export interface Followed {
  /** The path that is looked for now. */
  readonly path: string;
  /** By lowercase name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | undefined;
  /** Whether a rule has ended the way, so that what follows is not looked at. */
  readonly isDecided: boolean;
}

/**
 * Leads a request along some rules: of a header that several set the last one's value holds, and the first rule that
 * doesn't continue decides.
 *
 * @see https://github.com/vercel/vercel/blob/main/packages/cli/src/util/dev/router.ts
 */
export function follow(routes: readonly Route[], request: RoutedRequest): Followed {
  const headers: Record<string, string> = {};
  let { path } = request;
  let status: number | undefined;
  for (const route of routes) {
    if (route.methods && !route.methods.includes(request.method)) continue;
    const match = route.source.exec(path) ?? route.source.exec(path.slice(1));
    const conditions = match && meets(request, route.has, route.missing);
    if (!match || !conditions) continue;
    const fill = (text: string) => filled(text, route.names, match, conditions);
    for (const [name, value] of Object.entries(route.headers ?? {})) headers[name] = fill(value);
    if (route.destination !== undefined) path = fill(route.destination);
    status = route.status ?? status;
    if (!route.continues) return { path, headers, status, isDecided: true };
  }
  return { path, headers, status, isDecided: false };
}

/** A text with what stands for parts of the path, `:name` or `$1`, or of the conditions, in their place. */
function filled(
  text: string,
  names: Route["names"],
  match: RegExpExecArray,
  conditions: Readonly<Record<string, string>>,
): string {
  return text.replace(/:([A-Za-z_]\w*)[*+?]?|\$(\w+)/g, (whole: string, name?: string, reference = "") => {
    const key = name ?? reference;
    if (key in conditions) return conditions[key] ?? "";
    if (name !== undefined) return names.includes(name) ? (match[names.indexOf(name) + 1] ?? "") : whole;
    return (/^\d+$/.test(key) ? match[Number(key)] : match.groups?.[key]) ?? "";
  });
}

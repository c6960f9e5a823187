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
    const partOf = (name: string) => partNamed(name, route.names, match, conditions);
    for (const [name, value] of Object.entries(route.headers ?? {})) {
      headers[name] = filled(value, (one) => inHeader(partOf(one)));
    }
    if (route.destination !== undefined) path = filled(route.destination, partOf);
    status = route.status ?? status;
    if (!route.continues) return { path, headers, status, isDecided: true };
  }
  return { path, headers, status, isDecided: false };
}

/** A text with what stands for parts of the request in their place: `:name`, or `$1` and `$name`. */
function filled(text: string, partOf: (name: string) => string | undefined): string {
  return text.replace(/:([A-Za-z_]\w*)[*+?]?|\$(\w+)/g, (whole: string, name?: string, reference?: string) =>
    name !== undefined ? (partOf(name) ?? whole) : (partOf(reference ?? "") ?? ""),
  );
}

/** A part of the request: of its path by name or number, or what a condition has found. */
function partNamed(
  name: string,
  names: Route["names"],
  match: RegExpExecArray,
  conditions: Readonly<Record<string, string>>,
): string | undefined {
  if (Object.hasOwn(conditions, name)) return conditions[name];
  if (/^\d+$/.test(name)) return match[Number(name)];
  return names.includes(name) ? (match[names.indexOf(name) + 1] ?? "") : match.groups?.[name];
}

/** A part as a header can have it: what isn't printable ASCII is encoded as in an address. */
function inHeader(part: string | undefined): string | undefined {
  return part?.replace(/[^ -~]+/g, (text) => encodeURIComponent(text));
}

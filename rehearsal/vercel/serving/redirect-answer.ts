import type { Followed } from "../configuration/follow.ts";

/** The redirect that a deployment's rules have come to, if they have. */
export function redirectAnswer(
  { status, headers: { location, ...headers } }: Followed,
  query: URLSearchParams,
  extra: Readonly<Record<string, string>>,
): Response | undefined {
  if (location === undefined || status === undefined || status < 300 || status > 399) return undefined;
  return new Response(null, { status, headers: { ...extra, ...headers, location: withQuery(location, query) } });
}

/** A redirect keeps what the request asks for, unless it says otherwise itself. */
function withQuery(location: string, query: URLSearchParams): string {
  const [, path = "", own = "", hash = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(location) ?? [];
  const merged = new URLSearchParams(own);
  const named = new Set(merged.keys());
  for (const [name, value] of query) if (!named.has(name)) merged.append(name, value);
  // What was taken from the path was decoded; a location that begins with two slashes would lead to another host.
  const encoded = encodeURI(path.replace(/^\/{2,}/, "/")).replace(/%25([0-9A-F]{2})/gi, "%$1");
  return `${encoded}${merged.size === 0 ? "" : `?${merged}`}${hash}`;
}

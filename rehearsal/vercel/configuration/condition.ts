import type { Condition } from "./vercel-json.ts";

/** What rules look at in a request. */
export interface RoutedRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
}

/**
 * Whether a request meets all of some conditions, and has nothing of what it is to be without.
 *
 * @returns what the named groups of their patterns have found; undefined when it doesn't
 */
export function meets(
  request: RoutedRequest,
  has: readonly Condition[] = [],
  missing: readonly Condition[] = [],
): Readonly<Record<string, string>> | undefined {
  if (missing.some((one) => found(request, one) !== undefined)) return undefined;
  const groups: Record<string, string> = {};
  for (const one of has) {
    const own = found(request, one);
    if (own === undefined) return undefined;
    Object.assign(groups, own);
  }
  return groups;
}

function found(request: RoutedRequest, one: Condition): Readonly<Record<string, string>> | undefined {
  const value = partOf(request, one);
  if (value === undefined) return undefined;
  // Without a pattern, what is there is known by its key in the destination.
  if (one.value === undefined) return one.type === "host" ? {} : { [one.key]: value };
  const match = new RegExp(`^(?:${one.value})$`).exec(value);
  return match ? { ...match.groups } : undefined;
}

function partOf(request: RoutedRequest, one: Condition): string | undefined {
  switch (one.type) {
    case "header":
      return request.header(one.key);
    case "cookie":
      return request.cookie(one.key);
    case "query":
      return request.query.get(one.key) ?? undefined;
    case "host":
      return request.hostname;
  }
}

import { type Key, pathToRegexp } from "path-to-regexp";
import { BuildFailure } from "./build-failure.ts";
import type { Route, Routes } from "./route.ts";
import type { VercelJson } from "./vercel-json.ts";

/** Status of redirects that say nothing else. */
const PERMANENT = 308;
const TEMPORARY = 307;

/**
 * The rules of a `vercel.json` in the order in which they hold: what tidies addresses up, redirects, headers, and, after
 * the files, rewrites.
 *
 * @throws BuildFailure when a pattern of it can't be read, or a rewrite leads to another server
 * @see https://github.com/vercel/vercel/blob/main/packages/routing-utils/src/superstatic.ts
 */
export function compileRoutes(config: VercelJson): Routes {
  if (config.routes) return compileLegacy(config.routes);
  const { cleanUrls = false, trailingSlash, redirects = [], headers = [], rewrites = [] } = config;
  return {
    first: [
      ...(cleanUrls ? tidyHtml(trailingSlash) : []),
      ...(trailingSlash === undefined ? [] : tidySlashes(trailingSlash)),
      ...redirects.map(({ source, destination, permanent, statusCode, has, missing }) => ({
        ...patternOf(source),
        has,
        missing,
        headers: { location: destination },
        status: permanent === undefined ? (statusCode ?? PERMANENT) : permanent ? PERMANENT : TEMPORARY,
        continues: false,
      })),
      ...headers.map(({ source, headers: pairs, has, missing }) => ({
        ...patternOf(source),
        has,
        missing,
        headers: Object.fromEntries(pairs.map(({ key, value }) => [key.toLowerCase(), value])),
        continues: true,
      })),
    ],
    missed: rewrites.map(({ source, destination, has, missing }) => ({
      ...patternOf(source),
      has,
      missing,
      destination: local(destination),
      continues: false,
    })),
    failed: [],
  };
}

function compileLegacy(routes: NonNullable<VercelJson["routes"]>): Routes {
  const phases: Record<"first" | "filesystem" | "error", Route[]> = { first: [], filesystem: [], error: [] };
  let phase: keyof typeof phases = "first";
  for (const route of routes) {
    if ("handle" in route) {
      phase = route.handle;
      continue;
    }
    const { src, dest, headers = {}, methods, status, has, missing } = route;
    phases[phase].push({
      ...legacyPatternOf(src),
      methods,
      has,
      missing,
      headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value])),
      ...(dest !== undefined && { destination: local(dest) }),
      status,
      continues: route.continue ?? false,
    });
  }
  return { first: phases.first, missed: phases.filesystem, failed: phases.error };
}

/** `/about.html` and `/index` are at `/about` and `/`. */
function tidyHtml(trailingSlash: boolean | undefined): readonly Route[] {
  const location = trailingSlash ? "/$1/" : "/$1";
  return [redirectOf(/^\/(?:(.+)\/)?index(?:\.html)?\/?$/, location), redirectOf(/^\/(.*)\.html\/?$/, location)];
}

/** A slash at the end of every page's path, or of none. */
function tidySlashes(isWanted: boolean): readonly Route[] {
  if (!isWanted) return [redirectOf(/^\/(.*)\/$/, "/$1")];
  return [
    { source: /^\/\.well-known(?:\/.*)?$/, names: [], continues: false },
    redirectOf(/^\/((?:[^/]+\/)*[^/.]+)$/, "/$1/"),
    redirectOf(/^\/((?:[^/]+\/)*[^/]+\.\w+)\/$/, "/$1"),
  ];
}

function redirectOf(source: RegExp, location: string): Route {
  return { source, names: [undefined], headers: { location }, status: PERMANENT, continues: false };
}

function patternOf(pattern: string): Pick<Route, "source" | "names"> {
  return readPattern(pattern, () => {
    const keys: Key[] = [];
    const source = pathToRegexp(pattern, keys, { strict: true, sensitive: true, delimiter: "/" });
    return { source, names: keys.map(({ name }) => (typeof name === "string" ? name : undefined)) };
  });
}

/** Older patterns are regular expressions of the whole path. */
function legacyPatternOf(pattern: string): Pick<Route, "source" | "names"> {
  return readPattern(pattern, () => ({
    source: new RegExp(`^(?:${pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "")})$`),
    names: [],
  }));
}

function readPattern<Pattern>(pattern: string, read: () => Pattern): Pattern {
  try {
    return read();
  } catch {
    throw new BuildFailure("invalid_vercel_json", `vercel.json has the pattern "${pattern}", which can't be read.`);
  }
}

function local(destination: string): string {
  if (/^https?:/.test(destination)) {
    throw new BuildFailure(
      "invalid_vercel_json",
      `vercel.json rewrites to ${destination}, and this stand-in of Vercel passes nothing on to other servers.`,
    );
  }
  return destination.startsWith("/") ? destination : `/${destination}`;
}

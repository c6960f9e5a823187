/** How long the files below one path may be kept. */
export interface CacheRule {
  /** The paths it is for: those that begin with this. */
  readonly prefix: string;
  /** Value of the `Cache-Control` header (RFC 9111; `immutable` is RFC 8246). */
  readonly value: string;
}

/** Files that carry a hash of their content in their name never change; every other one is asked for anew. The first rule that fits holds. */
export const CACHE_RULES: readonly CacheRule[] = [
  { prefix: "/assets/", value: "public, max-age=31536000, immutable" },
  { prefix: "/", value: "no-cache" },
];

/**
 * Finds the value of `Cache-Control` for a file.
 *
 * @param path of the file from the root of the site, such as `/assets/index-B1x3.js`.
 */
export function cacheControlOf(path: string): string {
  return CACHE_RULES.find(({ prefix }) => path.startsWith(prefix))?.value ?? "no-cache";
}

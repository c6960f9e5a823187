import { CACHE_RULES, securityHeaders } from "@live-listen/web/server";
import type { WebVariables } from "@live-listen/web/variables";

/** A header that goes with every file below a pattern of paths. */
interface HeaderRule {
  readonly source: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

/** What Vercel is told of a bundle's files, in its `vercel.json`. */
export interface VercelJson {
  readonly headers: readonly HeaderRule[];
  readonly rewrites: readonly { readonly source: string; readonly destination: string }[];
}

/**
 * The `vercel.json` of a bundle: its security headers, how long files may be kept, and the page under every address of its own. Below the folder
 * of hashed files nothing is ever an address.
 *
 * @see https://vercel.com/docs/project-configuration
 */
export function vercelJson(variables: WebVariables): VercelJson {
  const everywhere = securityHeaders(variables).map(({ name, value }) => ({ key: name, value }));
  // Of two rules that fit, the later one's value holds at Vercel: so from the widest to the narrowest.
  const kept = CACHE_RULES.toReversed().map(({ prefix, value }) => ({
    source: `${prefix}(.*)`,
    headers: [{ key: "Cache-Control", value }],
  }));
  return {
    headers: [{ source: "/(.*)", headers: everywhere }, ...kept],
    rewrites: [{ source: "/((?!assets/).*)", destination: "/index.html" }],
  };
}

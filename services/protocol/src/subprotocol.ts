/** Versions of the wire protocol that the server speaks, the current one first; a page built one version ago keeps working through a deploy. */
export const PROTOCOL_VERSIONS: readonly number[] = [1];

const FAMILY = "live-listen.v";

/** Names a version of the wire protocol as a WebSocket subprotocol (RFC 6455 section 1.9), such as `live-listen.v1`. */
export function subprotocolOf(version: number): string {
  return `${FAMILY}${version}`;
}

/** What a server makes of the subprotocols a client offers. */
export type Negotiation =
  | { readonly kind: "accepted"; readonly subprotocol: string; readonly version: number }
  | { readonly kind: "unsupported"; readonly subprotocol: string }
  | { readonly kind: "foreign" };

/**
 * Chooses among the subprotocols that a client offers.
 *
 * @param offered in the client's order of preference.
 * @param versions that the server speaks, the current one first.
 * @returns `accepted` with the server's most preferred version that was offered; `unsupported` with an offered name of our family in a version
 * that the server doesn't speak (a browser only opens a socket whose answer names one of its offers, and only an open socket can be told to
 * reload); `foreign` when nothing offered is ours.
 */
export function negotiate(offered: readonly string[], versions: readonly number[] = PROTOCOL_VERSIONS): Negotiation {
  for (const version of versions) {
    const subprotocol = subprotocolOf(version);
    if (offered.includes(subprotocol)) return { kind: "accepted", subprotocol, version };
  }
  const ours = offered.find((name) => name.startsWith(FAMILY) && /^\d{1,6}$/.test(name.slice(FAMILY.length)));
  return ours ? { kind: "unsupported", subprotocol: ours } : { kind: "foreign" };
}

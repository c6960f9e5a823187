import { createSecureContext, type SecureContext } from "node:tls";
import { type Identity, makeLeaf } from "./authority.ts";

/** A leaf that ends sooner than this is made anew. */
const RENEWAL_MILLISECONDS = 30 * 86_400_000;

/** The certificates of host names, made when they are first asked for and kept in memory. */
export class Leaves {
  readonly #authority: Identity;
  readonly #now: () => Date;
  readonly #made = new Map<string, { readonly context: SecureContext; readonly renewal: number }>();

  constructor(authority: Identity, now: () => Date) {
    this.#authority = authority;
    this.#now = now;
  }

  /** What a handshake for a host name is done with; the same until its certificate nears its end. */
  of(hostname: string): SecureContext {
    const now = this.#now();
    const made = this.#made.get(hostname);
    if (made && now.getTime() < made.renewal) return made.context;
    const leaf = makeLeaf(hostname, this.#authority, now);
    const context = createSecureContext({
      key: leaf.key.export({ type: "pkcs8", format: "pem" }),
      // The authority's goes along, since Chromium looks for the keys that it was told to trust among those that it is sent.
      cert: `${leaf.certificate}${this.#authority.certificate}`,
      minVersion: "TLSv1.2",
    });
    this.#made.set(hostname, { context, renewal: leaf.certificate.validToDate.getTime() - RENEWAL_MILLISECONDS });
    return context;
  }

  /** Forgets what was made for a host name. */
  forget(hostname: string): void {
    this.#made.delete(hostname);
  }
}

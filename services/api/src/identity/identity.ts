/** Who somebody is to the API: a person with an account, or a guest who gave a name. */
export interface Identity {
  /** The row in `people`. */
  readonly personId: string;
  readonly displayName: string;
  readonly kind: "account" | "guest";
}

/** Short-lived proofs of an identity, as clients carry them. */
export interface AccessTokens {
  /** Makes a token that is good until `expiresAt`. */
  issue(identity: Identity): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  /**
   * Reads a token.
   *
   * @throws {InvalidToken} when it is expired, forged, of another environment, or no token at all.
   */
  verify(token: string): Promise<Identity & { readonly expiresAt: Date }>;
}

/** A token that proves nothing; which of the reasons it is stays in the log. */
export class InvalidToken extends Error {
  override readonly name = "InvalidToken";
}

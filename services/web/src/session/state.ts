/** Somebody, as the API knows them: by an account, or by a name alone. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly kind: "account" | "guest";
}

/** What proves who one is, for a few minutes. Kept in memory alone, where no other script finds it again. */
export interface AccessToken {
  readonly value: string;
  /** When it should be replaced, in milliseconds of the monotonic clock. */
  readonly renewAt: number;
}

/** Who is signed in here: not known yet (and whether the API fails to say); nobody; or somebody. */
export type SessionState =
  | { readonly kind: "unknown"; readonly failed: boolean }
  | { readonly kind: "nobody" }
  | { readonly kind: "somebody"; readonly person: Person; readonly token: AccessToken };

/** What can happen. */
export type SessionEvent =
  | { readonly type: "signed-in"; readonly person: Person; readonly token: AccessToken }
  | { readonly type: "signed-out" }
  | { readonly type: "unreachable" }
  | { readonly type: "changed-elsewhere" };

/** The state before the API was asked. */
export const UNKNOWN: SessionState = { kind: "unknown", failed: false };

/** Says who is signed in when something happens. An API that doesn't answer signs nobody out. */
export function reduceSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case "signed-in":
      return { kind: "somebody", person: event.person, token: event.token };
    case "signed-out":
      return state.kind === "nobody" ? state : { kind: "nobody" };
    case "unreachable":
      return state.kind === "unknown" && !state.failed ? { kind: "unknown", failed: true } : state;
    case "changed-elsewhere":
      return UNKNOWN;
  }
}

/** How often something may be done. */
export interface RateLimit {
  readonly limit: number;
  /** Time after which counting begins anew, in seconds. */
  readonly windowSeconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * The limits of the API, counted by each instance for itself. Those by address leave room for a school or an office behind a single one, as
 * everybody in it may follow the same link at the same time.
 */
export const RATE_LIMITS = {
  registerByAddress: { limit: 60, windowSeconds: HOUR },
  guestByAddress: { limit: 300, windowSeconds: 10 * MINUTE },
  refreshByAddress: { limit: 1_200, windowSeconds: 10 * MINUTE },
  signInByAddress: { limit: 120, windowSeconds: 10 * MINUTE },
  /** Failed attempts on one account from one address. Somewhere else its owner still gets in. */
  failedSignInByAccountAndAddress: { limit: 10, windowSeconds: 15 * MINUTE },
  /** Failed attempts on one account from everywhere: NIST SP 800-63B (revision 3) section 5.2.2 allows a hundred. */
  failedSignInByAccount: { limit: 100, windowSeconds: HOUR },
  createRoomByPerson: { limit: 20, windowSeconds: HOUR },
  createRoomByAddress: { limit: 120, windowSeconds: HOUR },
} satisfies Record<string, RateLimit>;

/** Every limit by its name. */
export type RateLimits = Readonly<Record<keyof typeof RATE_LIMITS, RateLimit>>;

import { z } from "zod";

/** How long deployments stay, in the words of requests, and in days. */
export const DAYS = {
  "1d": 1,
  "1w": 7,
  "1m": 30,
  "2m": 60,
  "3m": 90,
  "6m": 180,
  "1y": 365,
  unlimited: 36_500,
} as const;

const period = z.enum(["1d", "1w", "1m", "2m", "3m", "6m", "1y", "unlimited"]);

/** How long deployments of each kind stay. */
export const retention = z.strictObject({
  /** Of previews. */
  expiration: period,
  expirationProduction: period,
  expirationCanceled: period,
  expirationErrored: period,
});

export type Retention = z.output<typeof retention>;

/** How long they stay in a project of which nothing else was said. */
export const DEFAULT_RETENTION: Retention = {
  expiration: "6m",
  expirationProduction: "1y",
  expirationCanceled: "1m",
  expirationErrored: "3m",
};

/** The same in days, as a project tells it. */
export function inDays(kept: Retention) {
  return {
    expirationDays: DAYS[kept.expiration],
    expirationDaysProduction: DAYS[kept.expirationProduction],
    expirationDaysCanceled: DAYS[kept.expirationCanceled],
    expirationDaysErrored: DAYS[kept.expirationErrored],
  };
}

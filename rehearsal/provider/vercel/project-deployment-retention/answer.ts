import type { Inputs, Outputs } from "@live-listen/property-tables";
import { projectDeploymentRetention } from "@pulumi/vercel/tables";
import { z } from "zod";

const { properties } = projectDeploymentRetention;

/** How long deployments stay, as a program asks for it. */
export type RetentionInputs = Inputs<typeof properties>;

/** How long deployments stay, as it is. */
export type RetentionState = Outputs<typeof properties>;

/** How long deployments of each kind stay, in words. */
type Periods = Omit<RetentionState, "projectId" | "teamId">;

const period = properties.expirationPreview.schema.unwrap();

/** Changes are answered in words. */
export const writeAnswer = z
  .object({
    deploymentExpiration: z.object({
      expiration: period,
      expirationProduction: period,
      expirationCanceled: period,
      expirationErrored: period,
    }),
  })
  .transform(
    ({ deploymentExpiration: { expiration, ...others } }): Periods => ({ expirationPreview: expiration, ...others }),
  );

/** A project tells it in days. Without any, deployments stay for good. */
const days = z.object({
  expirationDays: z.number(),
  expirationDaysProduction: z.number(),
  expirationDaysCanceled: z.number(),
  expirationDaysErrored: z.number(),
});

/** What a project tells. */
export const readAnswer = z.object({ deploymentExpiration: days.optional() }).transform(
  ({ deploymentExpiration: kept }): Periods => ({
    expirationPreview: inWords(kept?.expirationDays),
    expirationProduction: inWords(kept?.expirationDaysProduction),
    expirationCanceled: inWords(kept?.expirationDaysCanceled),
    expirationErrored: inWords(kept?.expirationDaysErrored),
  }),
);

const WORDS: ReadonlyMap<number, z.output<typeof period>> = new Map([
  [1, "1d"],
  [7, "1w"],
  [30, "1m"],
  [60, "2m"],
  [90, "3m"],
  [180, "6m"],
  [365, "1y"],
]);

function inWords(count: number | undefined): z.output<typeof period> {
  return WORDS.get(count ?? Number.POSITIVE_INFINITY) ?? "unlimited";
}

/** What a change asks for. */
export function bodyOf(inputs: RetentionInputs): Readonly<Record<string, unknown>> {
  const { expirationPreview, expirationProduction, expirationCanceled, expirationErrored } = inputs;
  return { expiration: expirationPreview, expirationProduction, expirationCanceled, expirationErrored };
}

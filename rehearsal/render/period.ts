import { z } from "zod";

/** A moment as a query has it. */
const moment = z.iso
  .datetime({ offset: true, error: "must be a date and time, such as 2026-01-31T12:00:00Z" })
  .transform((text) => Date.parse(text))
  .optional();

/** What lists take to leave out what is not of a time. */
export const periodQuery = {
  createdBefore: moment,
  createdAfter: moment,
  updatedBefore: moment,
  updatedAfter: moment,
  startedBefore: moment,
  startedAfter: moment,
  finishedBefore: moment,
  finishedAfter: moment,
};

type Event = "created" | "updated" | "started" | "finished";
type Periods = { readonly [Name in keyof typeof periodQuery]?: number | undefined };

/** Whether something happened within the periods that are asked for; what hasn't happened is in none. */
export function isWithin(item: { readonly [Name in `${Event}At`]?: string | undefined }, periods: Periods): boolean {
  return (["created", "updated", "started", "finished"] as const).every((event) => {
    const { [`${event}Before` as const]: before, [`${event}After` as const]: after } = periods;
    if (before === undefined && after === undefined) return true;
    const at = Date.parse(item[`${event}At`] ?? "");
    return at < (before ?? Number.POSITIVE_INFINITY) && at > (after ?? Number.NEGATIVE_INFINITY);
  });
}

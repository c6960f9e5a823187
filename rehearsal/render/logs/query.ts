import { z } from "zod";
import { anyOf } from "../body.ts";
import { pageQuery } from "../page.ts";

const moment = z.iso
  .datetime({ offset: true, error: "must be a date and time, such as 2026-01-31T12:00:00Z" })
  .optional();

/** What of the logs is asked for. A part of them that no service from an image has finds nothing. */
export const logQuery = z.strictObject({
  ownerId: z.string(),
  resource: z.string().transform((text) => text.split(",")),
  /** An hour back, when it is left out. */
  startTime: moment,
  /** Now, when it is left out. */
  endTime: moment,
  direction: z.enum(["forward", "backward"]).default("backward"),
  limit: pageQuery.limit,
  instance: anyOf,
  level: anyOf,
  type: anyOf,
  text: anyOf,
  host: anyOf,
  statusCode: anyOf,
  method: anyOf,
  path: anyOf,
  task: anyOf,
  taskRun: anyOf,
  workflowService: anyOf,
  workflowVersion: anyOf,
});

export type LogQuery = z.output<typeof logQuery>;

/** What only lines of requests and workflows have. */
const ELSEWHERE = [
  "host",
  "statusCode",
  "method",
  "path",
  "task",
  "taskRun",
  "workflowService",
  "workflowVersion",
] as const;

/** Whether lines are asked for that only requests and workflows leave. */
export function isElsewhere(query: LogQuery): boolean {
  return ELSEWHERE.some((name) => query[name] !== undefined);
}

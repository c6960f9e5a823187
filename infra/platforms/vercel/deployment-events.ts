import { deploymentsGetDeploymentEvents } from "@vercel/sdk/funcs/deploymentsGetDeploymentEvents.js";
import { z } from "zod";
import type { VercelClient } from "./client.ts";

/** An event carries its text itself, or in a payload: the contract has both shapes. */
const told = { date: z.number(), text: z.string().optional() };
const eventSchema = z.union([
  z.object({ type: z.string(), ...told, level: z.string().optional() }),
  z
    .object({ type: z.string(), payload: z.object(told) })
    .transform(({ type, payload }) => ({ type, ...payload, level: undefined })),
  z.null(),
  // Of other kinds there are some; none of them holds a line.
  z.unknown().transform(() => null),
]);
const eventsSchema = z.array(eventSchema);

/** A line of a deployment's build. */
export interface DeploymentLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly failed: boolean;
}

/**
 * The last lines of a deployment's build, oldest first.
 *
 * @returns none when there is no such deployment.
 * @throws Fault when Vercel can't be asked.
 */
export async function readDeploymentLines(
  client: VercelClient,
  id: string,
  limit: number,
): Promise<readonly DeploymentLine[]> {
  const what = `the log of the deployment ${id}`;
  const asked = deploymentsGetDeploymentEvents(client.core, {
    ...client.team,
    idOrUrl: id,
    direction: "backward",
    follow: 0,
    limit,
  });
  const answer = await client.valueOf(what, asked);
  if (answer === undefined) return [];
  const parsed = eventsSchema.safeParse(answer);
  if (!parsed.success) return client.mismatch(what, parsed.error);
  return parsed.data
    .flatMap((event) => {
      if (!event?.text) return [];
      return [
        {
          at: event.date,
          text: event.text,
          failed: ["stderr", "fatal"].includes(event.type) || event.level === "error",
        },
      ];
    })
    .toSorted((one, other) => one.at - other.at);
}

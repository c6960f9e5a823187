import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { paceOf } from "../../../pace.ts";
import { POSTGRES, type TemporaryRender } from "../../test-render.ts";
import { query } from "../test-query.ts";

/** Ten minutes at the vendor take a second and a half, a day three minutes and a half. */
export const FAST = paceOf(400);

/** A little more than the vendor's ten minutes, in milliseconds. */
const LAG_MILLISECONDS = FAST.milliseconds(10 * 60) + 50;

const status = z.object({ status: z.string() });
const info = z.object({ recoveryStatus: z.string(), startsAt: z.string().optional() });
const made = z.object({ id: z.string(), status: z.string() });

/** Asks until an instance has a status other than one that passes. @returns that status */
export async function settled(render: Pick<TemporaryRender, "call">, id: string): Promise<string> {
  for (;;) {
    const now = status.parse((await render.call("GET", `/postgres/${id}`)).body).status;
    if (!["creating", "recovery_in_progress", "config_restart", "updating_instance"].includes(now)) return now;
    await sleep(50);
  }
}

/** Asks until an instance has a backup. */
export async function backedUp(render: Pick<TemporaryRender, "call">, id: string): Promise<void> {
  for (;;) {
    const { recoveryStatus } = info.parse((await render.call("GET", `/postgres/${id}/recovery`)).body);
    if (recoveryStatus === "AVAILABLE") return;
    await sleep(50);
  }
}

/** Makes an instance, and waits for its first backup. */
export async function instanceWithBackup(
  render: TemporaryRender,
  more: object = {},
): Promise<{ readonly id: string; readonly string: string }> {
  const id = await render.make("/postgres", { ...POSTGRES, ...more });
  await settled(render, id);
  await backedUp(render, id);
  return { id, string: await render.connectionString(id) };
}

/** Writes down a word, in a table that holds one a row. */
export async function note(connectionString: string, word: string): Promise<void> {
  await query(connectionString, "CREATE TABLE IF NOT EXISTS notes (word text)");
  await query(connectionString, `INSERT INTO notes VALUES ('${word}')`);
}

/** The words that were written down, in their order. */
export async function notes(connectionString: string): Promise<unknown[]> {
  return (await query(connectionString, "SELECT word FROM notes ORDER BY ctid")).map(({ word }) => word);
}

/** A time between what was written before and what is written after. */
export async function between(): Promise<string> {
  await sleep(20);
  const time = new Date().toISOString();
  await sleep(20);
  return time;
}

/** Waits until a time is long enough ago to be recovered to. */
export async function untilRecoverable(time: string): Promise<void> {
  await sleep(Math.max(0, Date.parse(time) + LAG_MILLISECONDS - Date.now()));
}

/** Recovers an instance. @returns the new one's id, which is on its way */
export async function recovered(
  render: Pick<TemporaryRender, "call">,
  id: string,
  restoreTime: string,
  more: object = {},
): Promise<string> {
  await untilRecoverable(restoreTime);
  const answer = await render.call("POST", `/postgres/${id}/recovery`, { restoreTime, ...more });
  if (answer.status !== 200) throw new Error(`the recovery was answered ${JSON.stringify(answer)}`);
  return made.parse(answer.body).id;
}

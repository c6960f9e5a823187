import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { shellWord } from "../shell-word.ts";
import type { LocalPaths } from "./paths.ts";
import { PROJECT, STACK } from "./stack.ts";

/** What is read of a stack's state file (Pulumi, `sdk/go/common/apitype/core.go`, CheckpointV3). */
const stateSchema = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        manifest: z.object({ time: z.string() }),
        resources: z.array(z.unknown()).nullish(),
        pending_operations: z.array(z.unknown()).nullish(),
      })
      .nullish(),
  }),
});

/** What the state of the local stack holds. */
export interface StackState {
  readonly resources: number;
  /** Operations that an update had begun when it was killed. */
  readonly pending: number;
  /** When it was written, by ISO 8601; undefined when the stack was never brought up. */
  readonly time: string | undefined;
}

/**
 * Reads the state of the local stack from its file, without the engine.
 *
 * @returns undefined when there is none.
 * @throws Fault when the file is damaged, with the command that brings back the one before.
 */
export async function readStackState(paths: LocalPaths): Promise<StackState | undefined> {
  const file = join(paths.state, ".pulumi", "stacks", PROJECT, `${STACK}.json`);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const state = stateSchema.safeParse(parseJson(text));
  if (!state.success) {
    throw new Fault(
      `The state of the stack ${STACK} in ${file} is damaged: run \`cp ${shellWord(`${file}.bak`)} ${shellWord(file)}\`.`,
    );
  }
  const { latest } = state.data.checkpoint;
  return {
    resources: latest?.resources?.length ?? 0,
    pending: latest?.pending_operations?.length ?? 0,
    time: latest?.manifest.time,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { EnvironmentName } from "@live-listen/stacks";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import { makeSecretFile } from "../../secret-file.ts";
import { shellWord } from "../../shell-word.ts";

const secret = z.string().min(32);
const ofStack = z.object({ renderApiKey: secret, vercelApiToken: secret, registryToken: secret });
const schema = z.object({ staging: ofStack, production: ofStack, fingerprintKey: secret });

/** What the stacks of the rehearsal know the stand-ins by: made for this clone, of no use anywhere else. */
export type RehearsalCredentials = z.infer<typeof schema>;

/** The accounts of the rehearsal at its stand-ins. */
export const RENDER_OWNER_ID = "tea-rehearsal00000000000";
export const VERCEL_TEAM_ID = "team_rehearsal";

/** The environments that have credentials of their own. */
export type HostedName = Exclude<EnvironmentName, "local">;

/**
 * Reads the credentials of the rehearsal, which are made when there are none.
 *
 * @throws Fault when the file is damaged.
 */
export async function rehearsalCredentials(file: string): Promise<RehearsalCredentials> {
  const make = () => randomBytes(32).toString("base64url");
  const stack = () => ({ renderApiKey: make(), vercelApiToken: make(), registryToken: make() });
  const made: RehearsalCredentials = { staging: stack(), production: stack(), fingerprintKey: make() };
  await makeSecretFile(file, JSON.stringify(made));
  const read = schema.safeParse(parseJson(await readFile(file, "utf8")));
  if (read.success) return read.data;
  throw new Fault(`The credentials of the rehearsal in ${file} are damaged: run \`rm ${shellWord(file)}\`.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

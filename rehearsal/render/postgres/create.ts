import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { seal } from "../../http/seal.ts";
import { newId, newLetters } from "../ids.ts";
import type { State } from "../state.ts";
import type { creation } from "./body.ts";
import type { Instance } from "./instance.ts";
import { choosePort } from "./ports.ts";

/** Letters that Render adds to the name of a database, after an underscore. */
const SUFFIX_LETTERS = 4;
/** As small as a disk can be. */
const SMALLEST_DISK = 1;

/** A new instance, which has no server yet. */
export async function newInstance(state: State, given: z.output<typeof creation>): Promise<Instance> {
  const { databaseName = nameFrom(given.name), databaseUser = `${databaseName}_user` } = given;
  const createdAt = new Date().toISOString();
  return {
    id: newId("dpg"),
    ownerId: given.ownerId,
    ...(given.environmentId !== undefined && { environmentId: given.environmentId }),
    name: given.name,
    databaseName: `${databaseName}_${newLetters(SUFFIX_LETTERS)}`,
    databaseUser,
    plan: given.plan,
    region: given.region,
    version: given.version,
    diskSizeGB: given.diskSizeGB ?? SMALLEST_DISK,
    highAvailabilityEnabled: given.enableHighAvailability ?? false,
    ipAllowList: given.ipAllowList ?? [],
    status: "creating",
    createdAt,
    updatedAt: createdAt,
    port: await choosePort(state.postgres.map(({ port }) => port)),
    sealed: { user: seal(state.key, newPassword()), superuser: seal(state.key, newPassword()) },
  };
}

/** A name for what Render names itself: as the instance's, in letters that need no quotes. */
function nameFrom(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, 40);
  return /^[a-z]/.test(plain) ? plain : `db_${plain}`;
}

/** A password that nobody guesses. */
export function newPassword(): string {
  return randomBytes(16).toString("hex");
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConfigMap } from "@pulumi/pulumi/automation/index.js";
import { parse } from "yaml";
import { z } from "zod";
import { configurationKeys } from "../../configuration/keys.ts";
import { type Cures, parseConfiguration } from "../../configuration/parse.ts";
import { Fault, messageOf } from "../../fault.ts";
import { type HostedName, RENDER_OWNER_ID, type RehearsalCredentials, VERCEL_TEAM_ID } from "./credentials.ts";

const keys = configurationKeys;

/** What of a stack's file is read: `sdk/go/common/workspace/project.go`, ProjectStack. */
const settingsSchema = z.object({ config: z.record(z.string(), z.unknown()).nullish() }).nullish();

/**
 * The configuration of a rehearsed stack: what the stack's file at the root of the clone says in plain, so that what is rehearsed is what the
 * platforms would get, with accounts and secrets of the rehearsal's own.
 *
 * @param release that a service is created with.
 * @throws Fault when the stack's file can't be read, or what it says won't do.
 */
export async function rehearsalConfiguration(
  root: string,
  name: HostedName,
  credentials: RehearsalCredentials,
  release: string,
): Promise<ConfigMap> {
  const own = credentials[name];
  const file = `Pulumi.${name}.yaml`;
  const config: Readonly<Record<string, { readonly value: string; readonly secret?: boolean }>> = {
    [keys.release.key]: { value: release },
    ...(await plainConfiguration(join(root, file))),
    [keys.renderOwnerId.key]: { value: RENDER_OWNER_ID },
    [keys.renderApiKey.key]: { value: own.renderApiKey, secret: true },
    [keys.vercelTeam.key]: { value: VERCEL_TEAM_ID },
    [keys.vercelApiToken.key]: { value: own.vercelApiToken, secret: true },
    [keys.registryUsername.key]: { value: "rehearsal" },
    [keys.registryToken.key]: { value: own.registryToken, secret: true },
    [keys.fingerprintKey.key]: { value: credentials.fingerprintKey, secret: true },
  };
  const entries = Object.entries(config).map(([key, { value, secret = false }]) => [key, { value, secret }] as const);
  const parsed = parseConfiguration(name, Object.fromEntries(entries), editsOf(file));
  if (!parsed.ok) throw new Fault(`The configuration of ${name} won't do: ${parsed.faults.join("; ")}.`);
  // What is released is what is checked out: of a release that the file names, there is no image here.
  return { ...config, [keys.release.key]: { value: release } };
}

/** How the file at the root of the clone is mended: the commands of `pulumi config` would change the rehearsed stack's own. */
function editsOf(file: string): Cures {
  return {
    set: ({ key, secret, example }) =>
      secret ? `take ${key} out of ${file}` : `write \`${key}: ${example}\` into ${file}`,
    remove: (key) => `take ${key} out of ${file}`,
  };
}

/** Every value that stands in plain; an encrypted one can't be opened here, and is none of the rehearsal's business. */
async function plainConfiguration(file: string): Promise<ConfigMap> {
  let settings: z.infer<typeof settingsSchema>;
  try {
    settings = settingsSchema.parse(parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new Fault(`${file} can't be read (${messageOf(error)}): \`git checkout ${file}\` brings it back.`, {
      cause: error,
    });
  }
  return Object.fromEntries(
    Object.entries(settings?.config ?? {}).flatMap(([key, value]) => {
      // What is taken in there is at the platforms, and not here.
      if (key === keys.imports.key) return [];
      if (typeof value === "object" && value !== null && "secure" in value) return [];
      return [[key, { value: typeof value === "string" ? value : JSON.stringify(value) }]];
    }),
  );
}

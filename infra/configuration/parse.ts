import { apiVariableDescriptions } from "@live-listen/api/variables";
import type { z } from "zod";
import { type Configuration, type ConfigurationKey, configurationKeys } from "./keys.ts";
import { nearest } from "./nearest.ts";

/** One entry of a stack's configuration, as the engine hands it over. */
export interface ConfigurationEntry {
  readonly value: string;
  readonly secret: boolean;
}

/** A configuration, or everything that is wrong with it: clauses that each name a key and the command that mends it. */
export type ParsedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The parts of configuration that are looked after here; other packages' options are theirs. */
const NAMESPACES = ["live-listen", "render", "vercel"];

/** Options of the vendors' providers that a stack may set beside the keys that it must. */
const PROVIDER_OPTIONS = ["render:waitForDeployCompletion"];

/** The API's own variables, which no key of a third party may take the place of. */
const API_VARIABLES: readonly string[] = apiVariableDescriptions.map(({ name }) => name);

/** How a key is mended, as part of a sentence: `run …`. */
export interface Cures {
  set(described: ConfigurationKey): string;
  remove(key: string): string;
}

/** The commands that mend the configuration of a stack. A secret's value is asked for: a command line is kept in a shell's history. */
export function commandsOf(stack: string): Cures {
  return {
    set: ({ key, secret, example }) =>
      secret
        ? `run \`pulumi config set --secret ${key} -s ${stack}\` and give it ${example}`
        : `run \`pulumi config set ${key} ${example} -s ${stack}\``,
    remove: (key) => `run \`pulumi config rm ${key} -s ${stack}\``,
  };
}

/**
 * Reads the configuration of a hosted environment's stack.
 *
 * @param stack whose rules it has to keep.
 * @param entries by key, such as `live-listen:region`.
 * @returns every value, or every fault at once; no fault shows a value.
 */
export function parseConfiguration(
  stack: string,
  entries: Readonly<Record<string, ConfigurationEntry>>,
  cures: Cures = commandsOf(stack),
): ParsedConfiguration {
  const faults = Object.keys(entries).flatMap((key) => unknownKey(cures, key));
  const values: Record<string, unknown> = {};
  for (const [name, described] of Object.entries<ConfigurationKey>(configurationKeys)) {
    const entry = entries[described.key];
    const { success, data, error } = described.schema.safeParse(entry?.value);
    if (!success) faults.push(wrongValue(cures, described, entry, error));
    else if (described.secret && entry && !entry.secret) faults.push(inPlain(cures, described));
    values[name] = data;
  }
  if (faults.length > 0) return { ok: false, faults };
  // Each value has just come out of the schema that its type is taken from.
  const configuration = values as Configuration;
  const broken = brokenRules(stack, configuration, cures);
  return broken.length > 0 ? { ok: false, faults: broken } : { ok: true, configuration };
}

function unknownKey(cures: Cures, key: string): string[] {
  const known = Object.values(configurationKeys).map((described) => described.key);
  if (!NAMESPACES.includes(key.split(":")[0] ?? "") || [...known, ...PROVIDER_OPTIONS].some((one) => one === key))
    return [];
  const meant = nearest(key, known);
  return [`${key} is no key of it${meant ? `, ${meant} is` : ""} (${cures.remove(key)})`];
}

function wrongValue(
  cures: Cures,
  described: ConfigurationKey,
  entry: ConfigurationEntry | undefined,
  error: z.ZodError,
): string {
  const [first] = error.issues;
  // What is wrong with a key of a record stands one level deeper.
  const issue = first?.code === "invalid_key" ? first.issues[0] : first;
  const what =
    entry === undefined
      ? "is missing"
      : issue?.code === "invalid_value"
        ? `must be one of ${issue.values.join(", ")}`
        : issue?.message;
  return `${described.key} ${what} (${cures.set(described)})`;
}

function inPlain(cures: Cures, described: ConfigurationKey): string {
  return `${described.key} is in plain (make a new one, since this one can be read in the stack's file, and ${cures.set(described)})`;
}

function brokenRules(stack: string, configuration: Configuration, cures: Cures): string[] {
  const { secretGeneration, previousSecretGeneration, databaseHighAvailability, databaseIpAllowList, databasePlan } =
    configuration;
  const set = (name: keyof Configuration) => cures.set(configurationKeys[name]);
  const taken = Object.keys(configuration.thirdPartyKeys).filter((name) => API_VARIABLES.includes(name));
  const rules: readonly (readonly [boolean, string])[] = [
    [
      previousSecretGeneration !== undefined && previousSecretGeneration !== secretGeneration - 1,
      `live-listen:previousSecretGeneration must be the one before live-listen:secretGeneration (${set("previousSecretGeneration")})`,
    ],
    [
      taken.length > 0,
      `live-listen:thirdPartyKeys must not name ${taken.join(" and ")}, which the stack gives the API itself (${set("thirdPartyKeys")})`,
    ],
    [
      stack === "production" && !databaseHighAvailability,
      `live-listen:databaseHighAvailability must be true in production (${set("databaseHighAvailability")})`,
    ],
    [
      databaseHighAvailability && /^(free|basic)/.test(databasePlan),
      `live-listen:databasePlan must be a pro or accelerated plan, since smaller ones have no high availability (${set("databasePlan")})`,
    ],
    [
      stack === "production" && databaseIpAllowList.length > 0,
      `live-listen:databaseIpAllowList must be empty in production, whose database is reached from within Render alone (${cures.remove(configurationKeys.databaseIpAllowList.key)})`,
    ],
  ];
  return rules.flatMap(([broken, fault]) => (broken ? [fault] : []));
}

import { assertFactsAtHand } from "@live-listen/property-tables/vendor-facts";
import { expect, test } from "vitest";
import { postgresMajorVersion } from "../../postgres/index.ts";
import { readRecordedCalls } from "../../render/test-recorded.ts";
import type { Wire } from "../test-resources.ts";
import { makeTestBed, TYPES } from "./test-bed.ts";

const recorded = readRecordedCalls();

/** Each resource as it is in the record, and what it is changed to. */
const RESOURCES: readonly (readonly [recorded: string, type: string, args: Wire, change: Wire])[] = [
  [
    "RegistryCredential",
    TYPES.credential,
    { name: "ghcr", registry: "GITHUB", username: "bot", authToken: "t" },
    { username: "robot" },
  ],
  [
    "Project",
    TYPES.project,
    {
      name: "live",
      environments: { staging: { name: "staging", protectedStatus: "unprotected", networkIsolated: true } },
    },
    { environments: { staging: { name: "staging", protectedStatus: "protected", networkIsolated: true } } },
  ],
  [
    "Postgres",
    TYPES.postgres,
    { name: "db", plan: "basic_256mb", region: "oregon", version: String(postgresMajorVersion), ipAllowLists: [] },
    { plan: "basic_1gb" },
  ],
  [
    "WebService",
    TYPES.service,
    {
      name: "api",
      plan: "starter",
      region: "oregon",
      runtimeSource: { image: { imageUrl: "ghcr.io/acme/live", tag: "3f2a1b9" } },
      numInstances: 1,
      customDomains: [{ name: "api.example.com" }],
      envVars: { LOG_LEVEL: { value: "info" } },
    },
    { numInstances: 2 },
  ],
];

/**
 * What is asked here beyond the record: before something is made, whether there is one of its name; and what there is of a log stream, which the
 * vendor's provider only asks for at a read. What is missing: the environment, which no test is in, and polls for deploys, which aren't waited for.
 */
const OWN = [/^GET \/v1\/(registrycredentials|projects|postgres|services)$/, /^GET \/v1\/logs\/streams/];
const LEFT_OUT = [/\/environments\/[^/]+\/resources$/, /\/deploys$/];

/** Requests with ids taken out and repeats folded, since how often somebody polls is their own business. */
function shape(calls: readonly string[]): string[] {
  const plain = calls
    .filter((call) => ![...OWN, ...LEFT_OUT].some((pattern) => pattern.test(call)))
    .map((call) => call.replace(/\/(prj|evm|dpg|srv|rgc|cdm)-[^/]+|\/\{\w+\}/g, "/*"));
  return plain.filter((call, index) => call !== plain[index - 1]);
}

test("the recorded calls of Render's own provider are at hand", assertFactsAtHand);

test.runIf(recorded).each(RESOURCES)(
  "a %s is made, looked at, changed and deleted in the vendor's order",
  async (name, type, args, change) => {
    await using bed = await makeTestBed();
    const subject = { type, name: "one" };
    const wanted = (operation: string) =>
      shape((recorded?.[name]?.[operation] ?? []).map(({ method, path }) => `${method} ${path}`));
    const kept = await bed.make(subject, args);
    expect(shape(bed.asked())).toEqual(wanted("create"));
    await bed.refresh(subject, kept);
    expect(shape(bed.asked())).toEqual(wanted("read"));
    const changed = await bed.change(subject, { ...args, ...change }, kept);
    expect(shape(bed.asked())).toEqual(wanted("update"));
    await bed.engine.delete(subject, changed.id, changed.state);
    expect(shape(bed.asked())).toEqual(wanted("delete"));
  },
);

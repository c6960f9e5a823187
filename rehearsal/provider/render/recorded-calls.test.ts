import { assertFactsAtHand } from "@live-listen/property-tables/vendor-facts";
import { describe, expect, test } from "vitest";
import { readRecordedCalls } from "../../render/test-recorded.ts";
import type { Wire } from "../test-resources.ts";
import { ARGS, makeTestBed, TYPES } from "./test-bed.ts";

const recorded = readRecordedCalls();

/** Each resource as it is in the record, where it is looked for before it is made, and what it is changed to. */
const RESOURCES: readonly (readonly [recorded: string, name: keyof typeof TYPES, list: string, change: Wire])[] = [
  ["RegistryCredential", "credential", "/registrycredentials", { authToken: "another" }],
  [
    "Project",
    "project",
    "/projects",
    { name: "app-2", environments: { main: { name: "staging", protectedStatus: "protected" } } },
  ],
  ["Postgres", "postgres", "/postgres", { plan: "basic_1gb" }],
  ["WebService", "service", "/services", { plan: "standard" }],
];

test("the recorded calls of the vendor's own provider are at hand", assertFactsAtHand);

describe.runIf(recorded)("asks what the vendor's own provider asks, in its order:", () => {
  test.each(RESOURCES)("%s, after it has looked whether there is one", async (name, kind, list, change) => {
    await using bed = await makeTestBed({ waitForDeployCompletion: "true" });
    const subject = { type: TYPES[kind], name };
    const environment = name === "Project" ? undefined : await makeEnvironment(bed);
    const args: Wire = {
      ...ARGS[kind],
      ...(environment && name !== "RegistryCredential" && { environmentId: environment }),
    };
    bed.asked();

    const kept = await bed.make(subject, args);
    const ids = {
      [kind]: kept.id,
      environment: environment ?? String((kept.state as Environments).environments?.main?.id),
      domain: "api.one.test",
    };
    const asked = () => withoutPolls(bed.asked());
    expect(asked()).toEqual([`GET /v1${list}`, ...callsOf(name, "create", ids)]);
    await bed.refresh(subject, kept);
    expect(asked()).toEqual(callsOf(name, "read", ids));
    const changed = await bed.change(subject, { ...args, ...change }, kept);
    expect(asked()).toEqual(callsOf(name, "update", ids));
    if (kind === "service") {
      const other = { ...args, ...change, customDomains: [{ name: "api2.one.test" }], numInstances: 2 };
      await bed.change(subject, other, changed);
      expect(asked()).toEqual(callsOf(name, "update (+ custom domain swap, scale 2->3)", ids));
    }
    await bed.engine.delete(subject, kept.id, kept.state);
    expect(asked()).toEqual(callsOf(name, "delete", ids));
  });

  interface Environments {
    readonly environments?: { readonly main?: { readonly id?: string } };
  }

  async function makeEnvironment({ make }: Awaited<ReturnType<typeof makeTestBed>>): Promise<string> {
    const { state } = await make({ type: TYPES.project, name: "project" }, ARGS.project);
    return String((state as Environments).environments?.main?.id);
  }

  function callsOf(resource: string, operation: string, ids: Readonly<Record<string, string>>): string[] {
    const calls =
      recorded?.[resource]?.[operation] ?? expect.fail(`nothing is recorded of ${operation} of ${resource}`);
    return calls.map(
      ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? `no-${name}`)}`,
    );
  }

  /** How often a poll asks depends on how long a thing takes; what is asked twice in a row otherwise is in pages. */
  function withoutPolls(calls: readonly string[]): string[] {
    const isPoll = (call: string) => /^GET .*\/(postgres\/[^/]+|deploys)$/.test(call);
    return calls.filter((call, index) => !isPoll(call) || call !== calls[index - 1]);
  }
});

test("a notification setting is set and looked at, and neither looked for nor removed", async () => {
  await using bed = await makeTestBed();
  const subject = { type: TYPES.notification, name: "notification" };
  const path = "/v1/notification-settings/owners/tea-one";
  const kept = await bed.make(subject, ARGS.notification);
  expect(bed.asked()).toEqual([`PATCH ${path}`]);
  await bed.refresh(subject, kept);
  expect(bed.asked()).toEqual([`GET ${path}`]);
  await bed.change(subject, { emailEnabled: false }, kept);
  expect(bed.asked()).toEqual([`PATCH ${path}`]);
  await bed.engine.delete(subject, kept.id, kept.state);
  expect(bed.asked()).toEqual([]);
});

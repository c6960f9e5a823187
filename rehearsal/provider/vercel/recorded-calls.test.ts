import { assertFactsAtHand } from "@live-listen/property-tables/vendor-facts";
import { describe, expect, test } from "vitest";
import { makeTestBed, type TestBed, TYPES } from "./test-bed.ts";
import { readRecordedCalls } from "./test-recorded.ts";

const recorded = readRecordedCalls();

type Args = Parameters<TestBed["make"]>[1];

const web = { type: TYPES.project, name: "live-listen-web" };
const project = { name: "live-listen-web", autoAssignCustomDomains: false };

/** Each resource as it is in the record, and what it is changed to. */
const CHILDREN: readonly (readonly [recorded: string, type: string, args: Args, change: Args])[] = [
  [
    "ProjectEnvironmentVariable(encrypted)",
    TYPES.variable,
    { key: "VITE_API_URL", value: "https://api.example.com", sensitive: false, targets: ["production"] },
    { value: "https://api2.example.com" },
  ],
  [
    "ProjectEnvironmentVariable(sensitive)",
    TYPES.variable,
    { key: "SECRET_TOKEN", value: "one", sensitive: true, targets: ["production"] },
    { value: "two" },
  ],
  ["ProjectDeploymentRetention", TYPES.retention, { expirationPreview: "1m" }, { expirationPreview: "1w" }],
  [
    "ProjectDomain",
    TYPES.domain,
    { domain: "app.example.com" },
    { redirect: "www.example.com", redirectStatusCode: 308 },
  ],
];

test("the recorded calls of the vendor's own provider are at hand", assertFactsAtHand);

describe.runIf(recorded)("asks what the vendor's own provider asks, in its order:", () => {
  test("a project", async () => {
    await using bed = await makeTestBed();
    const kept = await bed.make(web, project);
    const ids = { project: kept.id };
    expect(bed.asked()).toEqual(callsOf("Project", "create", ids));
    await bed.refresh(web, kept);
    expect(bed.asked()).toEqual(callsOf("Project", "read", ids));
    await bed.change(web, { ...project, outputDirectory: "public" }, kept);
    expect(bed.asked()).toEqual(callsOf("Project", "update", ids));
    await bed.engine.delete(web, kept.id, kept.state);
    expect(bed.asked()).toEqual(callsOf("Project", "delete", ids));
  });

  test.each(CHILDREN)("%s", async (name, type, args, change) => {
    await using bed = await makeTestBed();
    const owner = await bed.make(web, project);
    const subject = { type, name };
    bed.asked();
    const kept = await bed.make(subject, { ...args, projectId: owner.id });
    const ids = { project: owner.id, env: kept.id, domain: kept.id };
    expect(bed.asked()).toEqual(callsOf(name, "create", ids));
    await bed.refresh(subject, kept);
    expect(bed.asked()).toEqual(callsOf(name, "read", ids));
    await bed.change(subject, { ...args, ...change, projectId: owner.id }, kept);
    expect(bed.asked()).toEqual(callsOf(name, "update", ids));
    await bed.engine.delete(subject, kept.id, kept.state);
    expect(bed.asked()).toEqual(callsOf(name, "delete", ids));
  });

  function callsOf(resource: string, operation: string, ids: Readonly<Record<string, string>>): string[] {
    const calls = recorded?.(resource, operation) ?? [];
    return calls.map(
      ({ method, path = "" }) => `${method} ${path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? `no-${name}`)}`,
    );
  }
});

test("a DNS record is made, looked at, changed and deleted as the vendor's own provider does it", async () => {
  await using bed = await makeTestBed();
  const record = { type: TYPES.record, name: "api" };
  const args = { domain: "one.test", name: "api", type: "CNAME", value: "host.test" };
  const kept = await bed.make(record, args);
  expect(bed.asked()).toEqual(["POST /v4/domains/one.test/records", `GET /domains/records/${kept.id}`]);
  await bed.refresh(record, kept);
  expect(bed.asked()).toEqual([`GET /domains/records/${kept.id}`]);
  await bed.change(record, { ...args, value: "other.test" }, kept);
  expect(bed.asked()).toEqual([`PATCH /v4/domains/records/${kept.id}`]);
  await bed.engine.delete(record, kept.id, kept.state);
  expect(bed.asked()).toEqual([`DELETE /v2/domains/one.test/records/${kept.id}`]);
});

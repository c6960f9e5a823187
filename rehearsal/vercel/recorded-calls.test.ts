import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assertFactsAtHand, VENDOR_FACTS } from "@live-listen/property-tables/vendor-facts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type TemporaryVercel, temporaryVercel } from "./test-vercel.ts";

const FACTS = join(VENDOR_FACTS, "vercel.calls.json");
const isAtHand = existsSync(FACTS);

const recordedCall = z.object({
  method: z.string(),
  path: z.string(),
  queryExample: z.record(z.string(), z.string()).optional(),
  requestBody: z.union([z.record(z.string(), z.unknown()), z.string().transform(() => undefined)]).optional(),
  status: z.number(),
  minResponse: z.unknown(),
});
type RecordedCall = z.output<typeof recordedCall>;
const note = z.object({ note: z.string() });
const facts = z.object({
  resources: z.record(z.string(), z.record(z.string(), z.array(z.union([recordedCall, note])))),
});

/** What each operation of a resource asks, in the order in which a stack is brought up, changed and destroyed. */
const ORDER: readonly (readonly [resource: string, operations: readonly string[]])[] = [
  ["Project", ["create", "read"]],
  ["ProjectEnvironmentVariable(encrypted)", ["create", "read", "update", "read", "delete"]],
  ["ProjectEnvironmentVariable(sensitive)", ["create", "read", "update", "delete"]],
  ["ProjectDeploymentRetention", ["create", "read", "update"]],
  ["ProjectDomain", ["create", "read", "update", "delete"]],
  ["Project", ["update", "delete"]],
];

test("the recorded calls of the vendor's own provider are at hand", assertFactsAtHand);

describe.runIf(isAtHand)("replayed in order, every recorded call gets its status and at least its fields", () => {
  const recorded = isAtHand ? facts.parse(JSON.parse(readFileSync(FACTS, "utf8"))).resources : {};

  test("and every resource but deployments is among them", () => {
    const replayed = new Set(ORDER.map(([resource]) => resource));
    expect(Object.keys(recorded).filter((name) => !replayed.has(name))).toEqual(["Deployment"]);
    for (const [resource, operations] of ORDER) {
      expect(Object.keys(recorded[resource] ?? {})).toEqual(expect.arrayContaining([...operations]));
    }
  });

  test("from the first to the last", async () => {
    await using vercel = await temporaryVercel();
    const ids = new Map([["domain", "app.example.com"]]);
    let count = 0;
    for (const [resource, operations] of ORDER) {
      for (const operation of operations) {
        for (const one of recorded[resource]?.[operation] ?? []) {
          if (!("method" in one)) continue;
          const value = operation === "read" && resource.includes("encrypted") ? { value: ids.get("value") } : {};
          await replay(vercel, one, ids, value);
          count += 1;
        }
      }
    }
    expect(count).toBe(vercel.requests.length);
    expect(count).toBeGreaterThan(25);
  });

  async function replay(vercel: TemporaryVercel, one: RecordedCall, ids: Map<string, string>, own: object) {
    const path = one.path.replace(/\{(\w+)\}/g, (_, name) => ids.get(name) ?? `no-${name}-yet`);
    const query = new URLSearchParams(one.queryExample);
    if (query.has("projectIdOrName")) query.set("projectIdOrName", ids.get("project") ?? "");
    const answer = await vercel.call(one.method, `${path}?${query}`, one.requestBody);
    expect(answer.status, `${one.method} ${path}: ${JSON.stringify(answer.body)}`).toBe(one.status);
    learn(answer.body, ids);
    if (typeof one.requestBody?.value === "string") ids.set("value", one.requestBody.value);
    if (one.minResponse)
      expect(answer.body).toMatchObject(expected({ ...(one.minResponse as object), ...own }, ids) as object);
  }
});

/** Ids are the server's own: those of the record are of the server that it was made with. */
function learn(body: unknown, ids: Map<string, string>): void {
  const { success, data } = z
    .object({ id: z.string(), key: z.string().optional() })
    .safeParse(z.object({ created: z.unknown() }).safeParse(body).data?.created ?? body);
  if (success) ids.set(data.key === undefined ? "project" : "env", data.id);
}

/** What stands for an id or a secret in the record, as it is to be here. */
function expected(value: unknown, ids: Map<string, string>): unknown {
  if (typeof value === "string" && /^<.*>$/.test(value)) {
    const id = ids.get({ "<prj_id>": "project", "<env_id>": "env" }[value] ?? "");
    return id ?? expect.any(String);
  }
  if (Array.isArray(value)) return value.map((item) => expected(item, ids));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expected(item, ids)]));
}

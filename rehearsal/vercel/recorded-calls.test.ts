import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assertFactsAtHand, VENDOR_FACTS } from "@live-listen/property-tables/vendor-facts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ended } from "./test-deploy.ts";
import { ACCOUNTS, type TemporaryVercel, temporaryVercel } from "./test-vercel.ts";

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
  ["Deployment", ["create", "read", "replace (deleteOnDestroy false->true)", "delete"]],
  ["Project", ["update", "delete"]],
];

/** The files of the recorded deployment; the record has only their names and sizes. */
const CONTENTS = new Map([
  ["index.html", "<p>recorded</p>"],
  ["assets/app.js", "recorded(12345)"],
]);
const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

test("the recorded calls of the vendor's own provider are at hand", assertFactsAtHand);

describe.runIf(isAtHand)("replayed in order, every recorded call gets its status and at least its fields", () => {
  const recorded = isAtHand ? facts.parse(JSON.parse(readFileSync(FACTS, "utf8"))).resources : {};

  test("and every resource is among them", () => {
    const replayed = new Set(ORDER.map(([resource]) => resource));
    expect(Object.keys(recorded).filter((name) => !replayed.has(name))).toEqual([]);
    for (const [resource, operations] of ORDER) {
      expect(Object.keys(recorded[resource] ?? {})).toEqual(expect.arrayContaining([...operations]));
    }
  });

  test("from the first to the last", async () => {
    await using vercel = await temporaryVercel();
    const ids = new Map([["domain", "app.example.com"]]);
    const uploads = [...CONTENTS.values()];
    let count = 0;
    for (const [resource, operations] of ORDER) {
      for (const operation of operations) {
        for (const one of recorded[resource]?.[operation] ?? []) {
          if (!("method" in one)) continue;
          count += 1;
          if (one.path === "/v2/now/files") {
            await upload(vercel, one, uploads.shift() ?? "");
            continue;
          }
          // The vendor's provider asks until the deployment has its aliases.
          if (one.path.includes("{deployment}") && one.method === "GET")
            await ended(vercel, ids.get("deployment") ?? "");
          const value = operation === "read" && resource.includes("encrypted") ? { value: ids.get("value") } : {};
          await replay(vercel, one, ids, value);
        }
      }
    }
    expect(count).toBeGreaterThan(30);
    expect(uploads).toEqual([]);
  });

  async function replay(vercel: TemporaryVercel, one: RecordedCall, ids: Map<string, string>, own: object) {
    const path = one.path.replace(/\{(\w+)\}/g, (_, name) => ids.get(name) ?? `no-${name}-yet`);
    const query = new URLSearchParams(one.queryExample);
    if (query.has("projectIdOrName")) query.set("projectIdOrName", ids.get("project") ?? "");
    const answer = await vercel.call(
      one.method,
      `${path}?${query}`,
      one.requestBody && withFiles(one.requestBody, ids),
    );
    expect(answer.status, `${one.method} ${path}: ${JSON.stringify(answer.body)}`).toBe(one.status);
    learn(answer.body, ids);
    if (typeof one.requestBody?.value === "string") ids.set("value", one.requestBody.value);
    if (one.minResponse)
      expect(answer.body).toMatchObject(expected({ ...(one.minResponse as object), ...own }, ids) as object);
  }
});

async function upload({ url }: TemporaryVercel, { path, status }: RecordedCall, content: string): Promise<void> {
  const headers = { authorization: `Bearer ${ACCOUNTS[0].token}`, "x-vercel-digest": sha1(content) };
  const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: content });
  expect(answer.status).toBe(status);
}

/** A recorded body, with this project's id and the hashes of the files here. */
function withFiles(body: NonNullable<RecordedCall["requestBody"]>, ids: ReadonlyMap<string, string>) {
  if (!Array.isArray(body.files)) return body;
  const files = body.files.map((one: { file: string }) => {
    const content = CONTENTS.get(one.file) ?? "";
    return { ...one, sha: sha1(content), size: content.length };
  });
  return { ...body, files, name: ids.get("project"), project: ids.get("project") };
}

/** Ids are the server's own: those of the record are of the server that it was made with. */
function learn(body: unknown, ids: Map<string, string>): void {
  const { success, data } = z
    .object({ id: z.string(), key: z.string().optional(), readyState: z.string().optional() })
    .safeParse(z.object({ created: z.unknown() }).safeParse(body).data?.created ?? body);
  if (success) ids.set(data.readyState ? "deployment" : data.key === undefined ? "project" : "env", data.id);
}

/** What stands for an id or a secret in the record, as it is to be here. */
function expected(value: unknown, ids: Map<string, string>): unknown {
  if (typeof value === "string" && /^<.*>$/.test(value)) {
    const id = ids.get({ "<prj_id>": "project", "<env_id>": "env", "<dpl_id>": "deployment" }[value] ?? "");
    return id ?? expect.any(String);
  }
  if (Array.isArray(value)) return value.map((item) => expected(item, ids));
  if (typeof value !== "object" || value === null) return value;
  const missing = { missing: [...CONTENTS.values()].map(sha1) };
  return Object.fromEntries(
    Object.entries({ ...value, ...("missing" in value && missing) }).map(([key, item]) => [key, expected(item, ids)]),
  );
}

import { assertFactsAtHand } from "@live-listen/property-tables/vendor-facts";
import { expect, test } from "vitest";
import { z } from "zod";
import { postgresMajorVersion } from "../postgres/index.ts";
import { type Contract, type Faults, readContract } from "./test-contract.ts";
import { type RecordedCall, readRecordedCalls } from "./test-recorded.ts";
import { type TemporaryRender, temporaryRender, WORKSPACES } from "./test-render.ts";

const recorded = readRecordedCalls();
const contract = readContract();
const isAtHand = recorded !== undefined && contract !== undefined;

/** What each operation of a resource asks, in the order in which a stack is brought up, refreshed, changed and destroyed. */
const ORDER: readonly (readonly [resource: string, operations: readonly string[]])[] = [
  ["RegistryCredential", ["create", "read", "update"]],
  ["Project", ["create", "read", "update"]],
  ["Postgres", ["create", "read", "update"]],
  ["WebService", ["create", "read", "update", "update (+ custom domain swap, scale 2->3)", "delete"]],
  ["Postgres", ["delete"]],
  ["Project", ["delete"]],
  ["RegistryCredential", ["delete"]],
];

/** By "none" the provider means null, where the document has none. */
const NULLS: Readonly<Record<string, Faults>> = {
  "POST /v1/postgres": ["/readReplicas must be array"],
  "PATCH /v1/postgres/{postgres}": ["/readReplicas must be array"],
  "POST /v1/services": ["/secretFiles must be array"],
  "PUT /v1/services/{service}/secret-files": ["the whole must be array"],
};

test("the recorded calls of Render's own provider are at hand", assertFactsAtHand);

test.runIf(isAtHand)(
  "replayed in order, every recorded call gets its status and at least its fields",
  async () => {
    if (!recorded || !contract) throw new Error("nothing is at hand");
    await using render = await temporaryRender();
    const ids = new Map([
      ["domain", "api.staging.example.com"],
      ["tea-fake0000000000000000", WORKSPACES[0].ownerId],
    ]);
    const replayed: string[] = [];
    for (const [resource, operations] of ORDER) {
      for (const operation of operations) {
        for (const one of recorded[resource]?.[operation] ?? []) await replay(render, contract, one, ids);
        replayed.push(`${resource} ${operation}`);
      }
    }
    const all = Object.entries(recorded).flatMap(([resource, operations]) =>
      Object.keys(operations).map((operation) => `${resource} ${operation}`),
    );
    expect(replayed.sort()).toEqual(all.sort());
    for (const list of ["services", "postgres", "projects", "registrycredentials"]) {
      expect((await render.call("GET", `/${list}`)).body).toEqual([]);
    }
  },
  60_000,
);

/** Makes a recorded call of this stand-in, whose ids are its own. */
async function replay(render: TemporaryRender, of: Contract, one: RecordedCall, ids: Map<string, string>) {
  const name = `${one.method} ${one.path}`;
  const path = one.path.replace(/^\/v1/, "").replace(/\{(\w+)\}/g, (_, what) => ids.get(what) ?? `no-${what}-yet`);
  const query = new URLSearchParams(sent(one.queryExample ?? {}, ids) as Record<string, string>);
  const body = sent(one.requestBody, ids);
  const target = query.size > 0 ? `${path}?${query}` : path;
  expect(of.ofRequest(one.method, target, body), name).toEqual(NULLS[name] ?? []);
  const ask = async () => {
    const answer = await render.call(one.method, target, body);
    expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBe(one.status);
    expect(of.ofAnswer(one.method, path, answer.status, answer.body), name).toEqual([]);
    return answer.body;
  };
  const answered = await ask();
  learn(answered, ids);
  if (one.polledUntil) {
    await expect
      .poll(async () => sorted(await ask()), { timeout: 30_000 })
      .toMatchObject(expected(one.polledUntil, ids));
    // Where the record has null the provider needs no body.
  } else if (one.minResponse) {
    expect(sorted(answered), name).toMatchObject(expected(one.minResponse, ids));
  }
}

/** Ids are the server's own, as are cursors. */
function learn(body: unknown, ids: Map<string, string>): void {
  const told = z.looseObject({
    id: z.string().optional(),
    service: z.unknown().optional(),
    environmentIds: z.array(z.string()).optional(),
  });
  const { success, data } = told.safeParse(body);
  if (success) {
    const id = data.id ?? told.safeParse(data.service).data?.id;
    const kind = { rgc: "credential", prj: "project", evm: "environment", dpg: "postgres", srv: "service" }[
      id?.split("-")[0] ?? ""
    ];
    if (id !== undefined && kind !== undefined) ids.set(kind, id).set(`<${id.split("-")[0]}-id>`, id);
    for (const one of data.environmentIds ?? []) {
      ids.set("environment", one).set("<evm-id>", one);
    }
  }
  const last = z
    .array(z.looseObject({ cursor: z.string() }))
    .safeParse(body)
    .data?.at(-1);
  if (last) ids.set("<cursor of the last item>", last.cursor);
}

/** What is sent in the place of what the record says. */
function sent(value: unknown, ids: Map<string, string>): unknown {
  return mapped(value, (text, key) => {
    if (key === "version") return String(postgresMajorVersion);
    return text === "<secret>" ? "a secret" : (ids.get(text) ?? text);
  });
}

/** What is to be answered in the place of what the record says. */
function expected(value: unknown, ids: Map<string, string>): object {
  const whole = mapped(value, (text, key) => {
    if (key === "version") return String(postgresMajorVersion);
    if (key === "databaseName") return expect.stringMatching(/^app_[0-9a-z]+$/);
    // The record was made against servers whose services could be reached by nobody.
    if (key === "url") return text.replace(".onrender.invalid", ".onrender.com");
    const known = text.replace(/<\w+-id>/g, (id) => ids.get(id) ?? id);
    return /^<.*>$/.test(known) ? expect.any(String) : known;
  });
  return sorted(whole) as object;
}

function mapped(value: unknown, change: (text: string, key: string) => unknown, key = ""): unknown {
  if (typeof value === "string") return change(value, key);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapped(item, change, name)]));
}

/** Variables come in any order. */
function sorted(value: unknown): unknown {
  const variables = z.array(z.looseObject({ envVar: z.looseObject({ key: z.string() }) })).safeParse(value);
  return variables.data?.toSorted((a, b) => (a.envVar.key < b.envVar.key ? -1 : 1)) ?? value;
}

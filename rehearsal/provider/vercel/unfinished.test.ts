import { describe, expect, test } from "vitest";
import { type TemporaryVercel, temporaryVercel } from "../../vercel/test-vercel.ts";
import { checkInputs } from "../table/check.ts";
import type { Values } from "../wire/values.ts";
import { vercelAt } from "./index.ts";
import { TYPES } from "./test-bed.ts";

type Made = { id: string; outputs: Values };
type Failure = Parameters<TemporaryVercel["failNext"]>[0];

/** As much of an engine as it takes to bring a resource up, and to bring it up again when that has failed. */
function makeEngine(url: string, type: string, given: Values) {
  const served = vercelAt(url);
  const table = served.resources.get(type);
  const resource = served.open({ apiToken: "token-of-one" }).resource(type);
  if (!table || !resource) throw new Error(`${type} is not served`);
  const { values: inputs, failures } = checkInputs(table, given);
  expect(failures).toEqual([]);
  let kept: Made | undefined;
  return {
    /** @returns why it has failed, if it has */
    async up(): Promise<string | undefined> {
      const operation = { urn: "urn", signal: AbortSignal.timeout(20_000), inputs };
      const checkpoint = (made: Made) => {
        kept = made;
      };
      try {
        if (!kept) kept = await resource.create({ ...operation, checkpoint });
        else
          kept = {
            id: kept.id,
            outputs: await resource.update({ ...operation, id: kept.id, state: kept.outputs, checkpoint }),
          };
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    kept: () => kept,
  };
}

/** What each resource is made of (`projectId` is filled in), the requests that make it, and where those are that are there. */
const RESOURCES: Record<keyof typeof TYPES, { args: Values; requests: readonly [string, RegExp][]; list: string }> = {
  project: {
    args: { name: "site", autoAssignCustomDomains: false },
    requests: [
      ["POST", /^\/v8\/projects$/],
      ["GET", /\/env$/],
      ["PATCH", /^\/v9\/projects/],
    ],
    list: "/v9/projects?search=site",
  },
  domain: {
    args: { projectId: "", domain: "app.one.test" },
    requests: [
      ["GET", /^\/v10\/projects/],
      ["POST", /\/domains$/],
      ["GET", /\/config$/],
    ],
    list: "/v9/projects/web/domains",
  },
  variable: {
    args: { projectId: "", key: "URL", value: "https://api.test", sensitive: false, targets: ["production"] },
    requests: [
      ["GET", /^\/v10\/projects/],
      ["POST", /\/env$/],
    ],
    list: "/v9/projects/web/env",
  },
  retention: {
    args: { projectId: "", expirationPreview: "1w" },
    requests: [
      ["GET", /^\/v10\/projects/],
      ["PATCH", /deployment-expiration$/],
    ],
    list: "/v9/projects?search=web",
  },
  record: {
    args: { domain: "one.test", name: "api", type: "CNAME", value: "host.test" },
    requests: [
      ["POST", /\/records$/],
      ["GET", /^\/domains\/records/],
    ],
    list: "/v4/domains/one.test/records",
  },
};

/** Makes the project that everything but a project and a record is in. @returns the arguments with its id in them */
async function withProject(vercel: TemporaryVercel, name: keyof typeof TYPES): Promise<Values> {
  const { body } = await vercel.call("POST", "/v8/projects", { name: "web" });
  const { args } = RESOURCES[name];
  return "projectId" in args ? { ...args, projectId: (body as { id: string }).id } : args;
}

const FAILURES: readonly (readonly [how: string, Pick<Failure, "how" | "when">])[] = [
  ["fails before it is carried out", { how: { status: 500 }, when: "before" }],
  ["fails after it was carried out", { how: { status: 500 }, when: "after" }],
  ["gets no answer and is not carried out", { how: "reset", when: "before" }],
  ["gets no answer and is carried out", { how: "reset", when: "after" }],
];

const CASES = (Object.keys(RESOURCES) as (keyof typeof TYPES)[]).flatMap((name) =>
  RESOURCES[name].requests.flatMap(([method, path]) =>
    FAILURES.map(([how, failure]) => ({ name, method, path, how, failure })),
  ),
);

describe("a creation that fails in the middle is finished by the next update, and there is one of it", () => {
  test.each(CASES)("a $name whose $method $path $how", async ({ name, method, path, failure }) => {
    await using vercel = await temporaryVercel();
    const args = await withProject(vercel, name);
    const engine = makeEngine(vercel.url, TYPES[name], args);
    vercel.failNext({ method, path, ...failure });
    const reason = await engine.up();
    if (reason !== undefined) expect(await engine.up()).toBeUndefined();
    expect(engine.kept()?.outputs).toMatchObject(args);
    const { body } = await vercel.call("GET", RESOURCES[name].list);
    const found = Object.values(body as Record<string, unknown>).find(Array.isArray);
    expect(found).toHaveLength(1);
  });
});

test("a failure that comes again and again is told, and nothing of it is left", async () => {
  await using vercel = await temporaryVercel();
  const engine = makeEngine(vercel.url, TYPES.project, { name: "site" });
  vercel.failNext({
    method: "POST",
    path: /projects$/,
    times: 2,
    how: { status: 503, message: "Busy." },
    when: "before",
  });
  for (const _ of [1, 2]) {
    expect(await engine.up()).toBe('Vercel failed to create the project "site" (503: Busy): run "pulumi up" again.');
    expect(engine.kept()).toBeUndefined();
  }
  expect(await engine.up()).toBeUndefined();
});

test.each([
  ["project", "/v8/projects", { name: "site" }, 'option import: "prj_'],
  ["domain", "/v10/projects/web/domains", { name: "app.one.test" }, "/app.one.test"],
  [
    "variable",
    "/v10/projects/web/env",
    { key: "URL", value: "x", type: "plain", target: ["production"] },
    'option import: "prj_',
  ],
  [
    "record",
    "/v4/domains/one.test/records",
    { name: "api", type: "CNAME", value: "host.test" },
    'option import: "rec_',
  ],
] as const)("a %s that is there already is not taken, and the cure is told", async (name, path, body, cure) => {
  await using vercel = await temporaryVercel();
  const args = await withProject(vercel, name);
  expect((await vercel.call("POST", path, body)).status).toBeLessThan(300);
  const engine = makeEngine(vercel.url, TYPES[name], args);
  const reason = await engine.up();
  expect(reason).toContain(cure);
  expect(reason).not.toContain("api.test");
  expect(engine.kept()).toBeUndefined();
});

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Subject, UnfinishedResource, unwrapped } from "../test-engine.ts";
import { ARGS, type Kept, makeTestBed, type TestBed, TYPES } from "./test-bed.ts";

let bed: TestBed;
let kept: Kept | undefined;
let current: Subject;
let environmentId: string;

beforeAll(async () => {
  bed = await makeTestBed();
  const { state } = await bed.make({ type: TYPES.project, name: "home" }, { ...ARGS.project, name: "home" });
  environmentId = (state as { environments: { main: { id: string } } }).environments.main.id;
});
afterAll(() => bed[Symbol.asyncDispose]());
afterEach(async () => {
  if (kept) await bed.engine.delete(current, kept.id, kept.state);
  kept = undefined;
});

/** Brings a resource up as an engine does, which goes on from what was made in part. @returns why it has failed */
async function up(subject: Subject, args: Parameters<TestBed["make"]>[1]): Promise<string | undefined> {
  current = subject;
  try {
    kept = kept ? await bed.change(subject, args, kept) : await bed.make(subject, args);
    return undefined;
  } catch (error) {
    if (error instanceof UnfinishedResource) {
      kept = { id: error.id, inputs: unwrapped(error.inputs), state: unwrapped(error.state) };
    }
    return error instanceof Error ? error.message : String(error);
  }
}

/** The requests that make each resource, and where those are that are there. */
const RESOURCES = {
  credential: { requests: [["POST", /\/registrycredentials$/]], list: "/registrycredentials?name=registry" },
  project: {
    requests: [
      ["POST", /\/projects$/],
      ["GET", /\/environments\/[^/]+$/],
    ],
    list: "/projects?name=app",
  },
  postgres: {
    requests: [
      ["POST", /\/postgres$/],
      ["GET", /\/postgres\/[^/]+$/],
      ["GET", /\/connection-info$/],
    ],
    list: "/postgres?name=main",
  },
  service: {
    requests: [
      ["POST", /\/services$/],
      ["POST", /\/environments\/[^/]+\/resources$/],
      ["POST", /\/custom-domains$/],
      ["PATCH", /\/notification-settings\//],
      ["PUT", /\/logs\/streams\//],
      ["GET", /\/env-vars$/],
      ["GET", /\/secret-files$/],
      ["GET", /\/custom-domains$/],
      ["GET", /\/notification-settings\//],
      ["GET", /\/logs\/streams\//],
    ],
    list: "/services?name=api",
  },
} satisfies Partial<Record<keyof typeof TYPES, { requests: readonly (readonly [string, RegExp])[]; list: string }>>;

const FAILURES = [
  ["fails before it is carried out", { how: { status: 500 }, when: "before" }],
  ["fails after it was carried out", { how: { status: 500 }, when: "after" }],
  ["gets no answer and is not carried out", { how: "reset", when: "before" }],
  ["gets no answer and is carried out", { how: "reset", when: "after" }],
] as const;

// Of what only asks it makes no difference whether it is carried out.
const CASES = (Object.keys(RESOURCES) as (keyof typeof RESOURCES)[]).flatMap((name) =>
  RESOURCES[name].requests.flatMap(([method, path]) =>
    FAILURES.filter(([, { when }]) => method !== "GET" || when === "before").map(([how, failure]) => ({
      name,
      method,
      path,
      how,
      failure,
    })),
  ),
);

test.each(CASES)(
  "a $name whose $method $path $how is finished by the next update, and there is one of it",
  async ({ name, method, path, failure }) => {
    const subject = { type: TYPES[name], name };
    const own = { environmentId, logStreamOverride: { setting: "drop" } };
    const args = { ...ARGS[name], ...(name === "service" && own) };
    bed.render.failNext({ method, path, ...failure });
    const reason = await up(subject, args);
    if (reason !== undefined) {
      expect(reason).toMatch(/^[^\n]*run "pulumi up" again\.$/);
      expect(reason).not.toContain("canary");
      expect(await up(subject, args)).toBeUndefined();
    }
    expect(kept?.state).toMatchObject(args);
    expect((await bed.render.call("GET", RESOURCES[name].list)).body).toHaveLength(1);
    expect(await bed.changes(subject, args, kept as Kept)).toEqual({ changed: [], replaced: [] });
    expect(await bed.refresh(subject, kept as Kept)).toEqual(kept);
  },
);

test("a service that can't be looked at either, once its creation has failed, is finished from what was known", async () => {
  const subject = { type: TYPES.service, name: "service" };
  bed.render.failNext({ method: "PATCH", path: /\/notification-settings\//, how: { status: 500 }, when: "before" });
  bed.render.failNext({ method: "GET", path: /\/services\/[^/]+$/, how: { status: 500 }, when: "before" });
  expect(await up(subject, ARGS.service)).toMatch(/^Render failed to change who is notified/);
  expect(kept?.state).not.toHaveProperty("customDomains");
  expect(await up(subject, ARGS.service)).toBeUndefined();
  expect(await bed.refresh(subject, kept as Kept)).toEqual(kept);
});

test("environments that an update adds are there once, whatever happens to its requests", async () => {
  const subject = { type: TYPES.project, name: "project" };
  const { environments } = ARGS.project;
  expect(await up(subject, ARGS.project)).toBeUndefined();
  const other = { name: "another", protectedStatus: "protected" };
  const wanted = { ...ARGS.project, environments: { ...environments, more: other } };
  bed.render.failNext({ method: "POST", path: /\/environments$/, how: "reset", when: "after" });
  expect(await up(subject, wanted)).toMatch(/^Render gave no answer at .* when asked to create the environment/);
  expect(await up(subject, wanted)).toBeUndefined();
  const { body } = await bed.render.call("GET", `/projects/${kept?.id}`);
  expect(body).toMatchObject({ environmentIds: { length: 2 } });
  expect(kept?.state).toMatchObject(wanted);
});

test.each(["credential", "project", "postgres", "service"] as const)(
  "a %s that is there already is not taken, and the cure is told",
  async (name) => {
    const subject = { type: TYPES[name], name };
    expect(await up(subject, ARGS[name])).toBeUndefined();
    const mine = kept;
    kept = undefined;
    expect(await up(subject, ARGS[name])).toMatch(
      new RegExp(
        `^Render has a .* that this stack doesn't know of: .*option import: "${mine?.id}" for one "pulumi up"`,
      ),
    );
    expect(kept).toBeUndefined();
    kept = mine;
  },
);

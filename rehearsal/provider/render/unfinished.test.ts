import { expect, test } from "vitest";
import { postgresMajorVersion } from "../../postgres/index.ts";
import { type TemporaryRender, temporaryRender, WORKSPACES } from "../../render/test-render.ts";
import { checkInputs } from "../table/check.ts";
import type { Values } from "../wire/values.ts";
import { renderAt } from "./index.ts";
import { TYPES } from "./test-bed.ts";

type Made = { id: string; outputs: Values };

/** As much of an engine as it takes to bring a resource up, and to bring it up again when that has failed. */
function makeEngine(render: TemporaryRender, type: string, given: Values) {
  const [{ ownerId, apiKey }] = WORKSPACES;
  const served = renderAt(render.url);
  const table = served.resources.get(type);
  const resource = served.open({ apiKey, ownerId, skipDeployAfterServiceUpdate: true }).resource(type);
  if (!table || !resource) throw new Error(`${type} is not served`);
  const { values: inputs, failures } = checkInputs(table, given);
  expect(failures).toEqual([]);
  let kept: Made | undefined;
  return {
    /** @returns why it has failed, if it has */
    async up(): Promise<string | undefined> {
      const operation = { urn: "urn", signal: AbortSignal.timeout(30_000), inputs };
      const checkpoint = (made: Made) => {
        kept = made;
      };
      try {
        if (!kept) kept = await resource.create({ ...operation, checkpoint });
        else {
          const { id, outputs: state } = kept;
          kept = { id, outputs: await resource.update({ ...operation, id, state, checkpoint }) };
        }
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    kept: () => kept,
  };
}

/** What each resource is made of, the requests that make it, and where those are that are there. */
const RESOURCES = {
  credential: {
    args: { name: "reader", registry: "GITHUB", username: "somebody", authToken: "t" },
    requests: [["POST", /\/registrycredentials$/]],
    list: "/registrycredentials?name=reader",
  },
  project: {
    args: { name: "listen", environments: { main: { name: "staging", protectedStatus: "unprotected" } } },
    requests: [
      ["POST", /\/projects$/],
      ["GET", /\/environments\/[^/]+$/],
    ],
    list: "/projects?name=listen",
  },
  postgres: {
    args: { name: "db", plan: "basic_256mb", region: "frankfurt", version: String(postgresMajorVersion) },
    requests: [
      ["POST", /\/postgres$/],
      ["GET", /\/postgres\/[^/]+$/],
      ["GET", /\/connection-info$/],
    ],
    list: "/postgres?name=db",
  },
  service: {
    args: {
      name: "api",
      plan: "starter",
      region: "frankfurt",
      runtimeSource: { image: { imageUrl: "ghcr.io/live-listen/api", tag: "3f2a1b9" } },
      customDomains: [{ name: "api.one.test" }],
      envVars: { A: { value: "1" } },
    },
    requests: [
      ["POST", /\/services$/],
      ["POST", /\/custom-domains$/],
      ["PATCH", /\/notification-settings\//],
      ["GET", /\/env-vars$/],
      ["GET", /\/custom-domains$/],
    ],
    list: "/services?name=api",
  },
} satisfies Record<string, { args: Values; requests: readonly (readonly [string, RegExp])[]; list: string }>;

const FAILURES = [
  ["fails before it is carried out", { how: { status: 500 }, when: "before" }],
  ["fails after it was carried out", { how: { status: 500 }, when: "after" }],
  ["gets no answer and is not carried out", { how: "reset", when: "before" }],
  ["gets no answer and is carried out", { how: "reset", when: "after" }],
] as const;

const CASES = (Object.keys(RESOURCES) as (keyof typeof RESOURCES)[]).flatMap((name) =>
  RESOURCES[name].requests.flatMap(([method, path]) =>
    FAILURES.map(([how, failure]) => ({ name, method, path, how, failure })),
  ),
);

test.each(CASES)(
  "a $name whose $method $path $how is finished by the next update, and there is one of it",
  async (one) => {
    const { name, method, path, failure } = one;
    await using render = await temporaryRender();
    const engine = makeEngine(render, TYPES[name], RESOURCES[name].args);
    render.failNext({ method, path, ...failure });
    const reason = await engine.up();
    if (reason !== undefined) {
      expect(reason.split("\n")).toHaveLength(1);
      expect(await engine.up()).toBeUndefined();
    }
    expect(engine.kept()?.outputs).toMatchObject(RESOURCES[name].args);
    expect((await render.call("GET", RESOURCES[name].list)).body).toHaveLength(1);
  },
);

test.each(["credential", "project", "service"] as const)(
  "a %s that is there already is not taken, and the cure is told",
  async (name) => {
    await using render = await temporaryRender();
    const first = makeEngine(render, TYPES[name], RESOURCES[name].args);
    expect(await first.up()).toBeUndefined();
    const second = makeEngine(render, TYPES[name], RESOURCES[name].args);
    expect(await second.up()).toContain(`import: "${first.kept()?.id}"`);
    expect(second.kept()).toBeUndefined();
  },
);

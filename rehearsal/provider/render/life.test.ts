import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wire } from "../test-resources.ts";
import { ARGS, type Kept, makeTestBed, type TestBed, TYPES } from "./test-bed.ts";

let bed: TestBed;
beforeAll(async () => {
  bed = await makeTestBed();
});
afterAll(() => bed[Symbol.asyncDispose]());

const NAMES = Object.keys(TYPES) as (keyof typeof TYPES)[];

/** What each is changed to in place, and the properties at which that is seen. */
const CHANGED: Record<keyof typeof TYPES, { args: Wire; properties: readonly string[] }> = {
  project: {
    args: {
      name: "application",
      environments: {
        main: { name: "staging", protectedStatus: "protected", networkIsolated: true },
        other: { name: "other", protectedStatus: "unprotected" },
      },
    },
    properties: ["name", "environments"],
  },
  credential: { args: { ...ARGS.credential, username: "robot" }, properties: ["username"] },
  postgres: {
    args: {
      ...ARGS.postgres,
      plan: "basic_1gb",
      ipAllowLists: [{ cidrBlock: "192.0.2.0/24", description: "office" }],
    },
    properties: ["plan", "ipAllowLists"],
  },
  service: {
    args: {
      ...ARGS.service,
      numInstances: 2,
      startCommand: "node other.js",
      runtimeSource: { image: { imageUrl: "ghcr.io/example/api", tag: "v2" } },
      customDomains: [{ name: "api2.one.test" }],
      envVars: { LOG_LEVEL: { value: "debug" } },
      secretFiles: { key: { content: "k3y" } },
    },
    properties: ["runtimeSource", "startCommand", "numInstances", "envVars", "secretFiles", "customDomains"],
  },
  notification: { args: { ...ARGS.notification, notificationsToSend: "none" }, properties: ["notificationsToSend"] },
};

/** What a person has done to each by hand, and the properties at which that is seen. */
const BY_HAND: Record<keyof typeof TYPES, (kept: Kept) => [method: string, path: string, body: object, seen: string]> =
  {
    project: ({ id }) => ["PATCH", `/projects/${id}`, { name: "by-hand" }, "name"],
    credential: ({ id }) => [
      "PATCH",
      `/registrycredentials/${id}`,
      { name: "registry", registry: "GITHUB", username: "hand", authToken: "other" },
      "username",
    ],
    postgres: ({ id }) => ["PATCH", `/postgres/${id}`, { plan: "pro_4gb" }, "plan"],
    service: ({ id }) => ["PUT", `/services/${id}/env-vars`, [{ key: "LOG_LEVEL", value: "trace" }], "envVars"],
    notification: () => ["PATCH", "/notification-settings/owners/tea-one", { emailEnabled: false }, "emailEnabled"],
  };

describe.each(NAMES)("a %s", (name) => {
  const subject = { type: TYPES[name], name };
  const args: Wire = ARGS[name];
  let kept: Kept;

  test("is as it was asked for, and the same when looked at again", async () => {
    kept = await bed.make(subject, args);
    expect(kept.state).toMatchObject(args);
    expect(await bed.changes(subject, args, kept)).toEqual({ changed: [], replaced: [] });
    expect(await bed.refresh(subject, kept)).toEqual(kept);
  });

  test("that was changed by hand is seen so, and repaired", async () => {
    const [method, path, body, property] = BY_HAND[name](kept);
    expect((await bed.render.call(method, path, body)).status).toBe(200);
    const seen = (await bed.refresh(subject, kept)) as Kept;
    expect(await bed.changes(subject, args, seen)).toEqual({ changed: [property], replaced: [] });
    kept = await bed.change(subject, args, seen);
    expect(kept.state).toMatchObject(args);
    expect(await bed.refresh(subject, kept)).toEqual(kept);
  });

  test("changes in place", async () => {
    const { args: wanted, properties } = CHANGED[name];
    expect(await bed.changes(subject, wanted, kept)).toEqual({ changed: properties, replaced: [] });
    const after = await bed.change(subject, wanted, kept);
    expect(after.id).toBe(kept.id);
    expect(after.state).toMatchObject(wanted);
    expect(await bed.changes(subject, wanted, after)).toEqual({ changed: [], replaced: [] });
    expect(await bed.refresh(subject, after)).toEqual(after);
    kept = after;
  });

  test("is imported by its id, and nothing differs then", async () => {
    const imported = (await bed.import(subject, kept.id)) as Kept;
    expect(imported.id).toBe(kept.id);
    const { changed } = await bed.changes(subject, CHANGED[name].args, imported);
    // Render never tells a token again, and knows a project's environments by their names alone.
    const untold: Partial<Record<string, string[]>> = { credential: ["authToken"], project: ["environments"] };
    expect(changed.filter((property) => property !== "databaseName")).toEqual(untold[name] ?? []);
  });

  test("is deleted, once or twice, and is gone then", async () => {
    await bed.engine.delete(subject, kept.id, kept.state);
    await bed.engine.delete(subject, kept.id, kept.state);
    const found = await bed.refresh(subject, kept);
    if (name === "notification") expect(found).toEqual(kept);
    else expect(found).toBeUndefined();
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Kept, makeTestBed, type TestBed, TYPES } from "./test-bed.ts";

let bed: TestBed;
let owner: Kept;
const web = { type: TYPES.project, name: "web" };
const project = { name: "web", autoAssignCustomDomains: false };

beforeAll(async () => {
  bed = await makeTestBed();
  owner = await bed.make(web, project);
});
afterAll(() => bed[Symbol.asyncDispose]());

type Args = Parameters<TestBed["make"]>[1];

/** What each resource is, and the id that it is imported by. */
const RESOURCES: readonly (readonly [name: keyof typeof TYPES, args: Args, id: (kept: Kept) => string])[] = [
  ["domain", { domain: "app.one.test" }, ({ id, state }) => `${state.projectId}/${id}`],
  [
    "variable",
    { key: "URL", value: "https://api.test", sensitive: false, targets: ["production"] },
    ({ id, state }) => `${state.projectId}/${id}`,
  ],
  ["retention", { expirationPreview: "1w" }, ({ state }) => String(state.projectId)],
  ["record", { domain: "one.test", name: "api", type: "A", value: "192.0.2.1" }, ({ id }) => id],
];

test.each(RESOURCES)("a %s is imported by its id, with a team before it or without", async (name, args, idOf) => {
  const subject = { type: TYPES[name], name };
  const given = { ...(name !== "record" && { projectId: owner.id }), ...args };
  const kept = await bed.make(subject, given);
  const imported = (await bed.import(subject, idOf(kept))) as Kept;
  expect(imported).toMatchObject({ id: kept.id, state: kept.state });
  expect(await bed.changes(subject, given, imported)).toEqual({ changed: [], replaced: [] });
  const ofTeam = (await bed.import(subject, `team_one/${idOf(kept)}`)) as Kept;
  expect(ofTeam.state).toMatchObject({ teamId: "team_one" });
  expect(await bed.refresh(subject, ofTeam)).toMatchObject({ id: ofTeam.id, state: ofTeam.state });
});

test("a project is imported by its id or its name", async () => {
  for (const id of [owner.id, "web", `team_one/${owner.id}`]) {
    const imported = (await bed.import(web, id)) as Kept;
    expect(imported.id).toBe(owner.id);
    expect(await bed.changes(web, project, imported)).toEqual({ changed: [], replaced: [] });
  }
});

test("the value of a sensitive variable can't be imported, so that it is set by the next update", async () => {
  const subject = { type: TYPES.variable, name: "token" };
  const args = { projectId: owner.id, key: "TOKEN", value: "t0ken", sensitive: true, targets: ["production"] };
  const kept = await bed.make(subject, args);
  const imported = (await bed.import(subject, `${owner.id}/${kept.id}`)) as Kept;
  expect(imported.state).not.toHaveProperty("value");
  expect(await bed.changes(subject, args, imported)).toEqual({ changed: ["value"], replaced: [] });
});

test("what is not there can't be imported, and an id of another form is told so", async () => {
  expect(await bed.import(web, "prj_nobody")).toBeUndefined();
  expect(await bed.import({ type: TYPES.domain, name: "x" }, `${owner.id}/nobody.test`)).toBeUndefined();
  await expect(bed.import({ type: TYPES.domain, name: "x" }, "app.one.test")).rejects.toThrow(/"<project>\/<domain>"/);
});

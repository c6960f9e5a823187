import { afterEach, beforeEach, expect, test } from "vitest";
import { identifyOnPlatforms } from "../identify.ts";
import { findOrphans, type Orphan } from "../orphans.ts";
import { startTestRehearsal, type TestRehearsal } from "../test/rehearsal.ts";
import { RENDER_OWNER_ID } from "./credentials.ts";

let rehearsal: TestRehearsal;
beforeEach(async () => {
  rehearsal = await startTestRehearsal();
}, 60_000);
afterEach(() => rehearsal?.close());

test("what is there already is found before anything is made, and taken in by the command that is told", async () => {
  const credential = { ownerId: RENDER_OWNER_ID, name: "live-listen-staging-registry", registry: "GITHUB" };
  const { id } = (await rehearsal.askRender("staging", "POST", "/registrycredentials", {
    ...credential,
    username: "by-hand",
    authToken: "by-hand",
  })) as { id: string };
  const project = (await rehearsal.askVercel("staging", "POST", "/v11/projects", { name: "live-listen-staging" })) as {
    id: string;
  };

  const { stack, access } = await rehearsal.open("staging");
  const orphans = await findOrphans((await stack.preview()).steps, identifyOnPlatforms(await access()));
  const byName = (one: Orphan, other: Orphan) => one.name.localeCompare(other.name);
  expect([...orphans].sort(byName)).toEqual([
    { name: "staging-registry", id },
    { name: "staging-web", id: `team_rehearsal/${project.id}` },
  ]);
  await expect(stack.up()).rejects.toThrow(/already|doesn't know of/);

  const imports = JSON.stringify(Object.fromEntries(orphans.map((orphan) => [orphan.name, orphan.id])));
  await stack.configure({ "live-listen:imports": { value: imports } });
  const { steps } = await stack.preview();
  expect(
    steps
      .filter(({ operation }) => operation === "import")
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["staging-registry", "staging-web"]);
  await stack.up();
  // What was taken in is made as the program says.
  await stack.up();
  expect(await rehearsal.askRender("staging", "GET", `/registrycredentials/${id}`)).toMatchObject({
    username: "rehearsal",
  });
  expect((await stack.outputs()).vercelProjectId?.value).toBe(project.id);
  expect(await rehearsal.askRender("staging", "GET", "/registrycredentials")).toHaveLength(1);

  await stack.configure({ "live-listen:imports": { value: "{}" } });
  expect(Object.keys(await stack.up())).toEqual(["same"]);
}, 120_000);

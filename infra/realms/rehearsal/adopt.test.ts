import { afterEach, beforeEach, expect, test } from "vitest";
import type { HostedStack } from "../realm.ts";
import { hostedRow, startTestRehearsal, type TestRehearsal } from "../test/rehearsal.ts";
import { assertPlan, planHostedStack } from "../up.ts";
import { RENDER_OWNER_ID } from "./credentials.ts";

let rehearsal: TestRehearsal;
beforeEach(async () => {
  rehearsal = await startTestRehearsal();
}, 60_000);
afterEach(() => rehearsal?.close());

/** Plans as on the platforms, whose providers don't find by themselves what is there already. @returns the imports that the fault tells to set. */
async function importsToldBy(opened: HostedStack): Promise<string | undefined> {
  const plan = await planHostedStack(opened, { mayChange: true }, {});
  const looked = assertPlan(hostedRow("staging"), { ...opened, creationsNeedLookingFor: true }, plan, []);
  const fault = await looked.catch((error: unknown) => error);
  if (fault === undefined) return undefined;
  return (
    /`pulumi config set live-listen:imports '([^']+)' -s staging`/.exec(String(fault))?.[1] ??
    expect.fail(String(fault))
  );
}

test("what is there already is found before anything is made, and taken in by the commands that are told, one after the other", async () => {
  const credential = { ownerId: RENDER_OWNER_ID, name: "live-listen-staging-registry", registry: "GITHUB" };
  const { id } = (await rehearsal.askRender("staging", "POST", "/registrycredentials", {
    ...credential,
    username: "by-hand",
    authToken: "by-hand",
  })) as { id: string };
  const vercel = (method: string, path: string, body?: object) => rehearsal.askVercel("staging", method, path, body);
  const project = (await vercel("POST", "/v11/projects", { name: "live-listen-staging" })) as { id: string };
  await vercel("POST", `/v10/projects/${project.id}/domains`, { name: "staging.live-listen.app" });
  const key = "NEXT_PUBLIC_APP_ENV";
  const variable = { key, value: "by-hand", type: "plain", target: ["production"] };
  const { created } = (await vercel("POST", `/v10/projects/${project.id}/env`, variable)) as {
    created: { id: string };
  };

  const opened = await rehearsal.open("staging");
  const { stack } = opened;
  await expect(stack.up()).rejects.toThrow(/already|doesn't know of/);

  // What is in the project is looked for once the project's id is known.
  const team = "team_rehearsal";
  const atFirst = { "staging-registry": id, "staging-web": `${team}/${project.id}` };
  const all = {
    ...atFirst,
    "staging-web-domain": `${team}/${project.id}/staging.live-listen.app`,
    [`staging-web-${key}`]: `${team}/${project.id}/${created.id}`,
  };
  const told: unknown[] = [];
  for (let imports = await importsToldBy(opened); imports !== undefined; imports = await importsToldBy(opened)) {
    told.push(JSON.parse(imports));
    if (told.length > 3) break;
    await stack.configure({ "live-listen:imports": { value: imports } });
  }
  expect(told).toEqual([atFirst, all]);

  const { steps } = await stack.preview();
  const imported = steps.filter(({ operation }) => operation === "import").map(({ name }) => name);
  expect(imported.sort()).toEqual(Object.keys(all).sort());
  await stack.up();
  // What was taken in is made as the program says.
  await stack.up();
  expect(await rehearsal.askRender("staging", "GET", `/registrycredentials/${id}`)).toMatchObject({
    username: "rehearsal",
  });
  expect(await vercel("GET", `/v1/projects/${project.id}/env/${created.id}`)).toMatchObject({ value: "staging" });
  expect((await stack.outputs()).vercelProjectId?.value).toBe(project.id);
  expect(await rehearsal.askRender("staging", "GET", "/registrycredentials")).toHaveLength(1);

  await stack.configure({ "live-listen:imports": { value: "{}" } });
  expect(Object.keys(await stack.up())).toEqual(["same"]);
}, 120_000);

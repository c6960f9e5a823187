import { expect, test } from "vitest";
import { makeTestBed, TYPES } from "./test-bed.ts";

const web = { type: TYPES.project, name: "web" };

test("the provider's team is asked for once, by its slug, and every request is for it", async () => {
  await using bed = await makeTestBed({ team: "one" });
  const kept = await bed.make(web, { name: "web" });
  expect(kept.state).toMatchObject({ teamId: "team_one" });
  await bed.refresh(web, kept);
  expect(bed.asked().filter((call) => call.startsWith("GET /v2/teams"))).toEqual(["GET /v2/teams/one"]);
});

test("a team that the token doesn't act for is told, and asked for again by the next resource", async () => {
  await using bed = await makeTestBed({ team: "two" });
  for (const _ of [1, 2]) {
    await expect(bed.make(web, { name: "web" })).rejects.toThrow(/^Vercel refused to show the team two \(404/);
  }
  expect(bed.asked()).toEqual(["GET /v2/teams/two", "GET /v2/teams/two"]);
});

test("a resource's own team wins over the provider's", async () => {
  await using bed = await makeTestBed({ team: "one" });
  await expect(bed.make(web, { name: "web", teamId: "team_two" })).rejects.toThrow(
    /doesn't let this token create the project/,
  );
  expect(bed.asked()).toEqual(["POST /v8/projects"]);
});

test("a token that Vercel doesn't know is told with its cure and never printed", async () => {
  await using bed = await makeTestBed({ apiToken: "wrong-token" });
  const making = bed.make(web, { name: "web" });
  await expect(making).rejects.toThrow(/run "pulumi config set --secret vercel:apiToken"/);
  await expect(making).rejects.not.toThrow(/wrong-token/);
});

test("without a token nothing is configured", async () => {
  await expect(makeTestBed({ apiToken: "" })).rejects.toThrow(
    /^vercel:apiToken is missing: run "pulumi config set --secret/,
  );
});

test("something for a project that isn't there is told with its cure", async () => {
  await using bed = await makeTestBed();
  const domain = { type: TYPES.domain, name: "domain" };
  const args = { projectId: "prj_nobody", teamId: "team_one", domain: "app.one.test" };
  await expect(bed.make(domain, args)).rejects.toThrow(
    "Vercel has no project prj_nobody in the team team_one: correct projectId",
  );
  expect(bed.asked()).toEqual(["GET /v10/projects/prj_nobody"]);
});

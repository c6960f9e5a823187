import { expect, test } from "vitest";
import type { TestAnswer } from "../../platforms/test-server.ts";
import { look } from "../test/look.ts";
import { teamCheck } from "./team.ts";
import { standing } from "./test/subject.ts";

/** As `@vercel/sdk` reads a team. */
const team = { id: "team_1", slug: "live-listen" };

async function outcomeOf(answer: TestAnswer) {
  return look(teamCheck((await standing({ team_1: answer })).subject));
}

test("the team that a token reaches is told", async () => {
  expect(await outcomeOf({ status: 200, body: team })).toEqual({ verdict: "good", sentence: "live-listen (team_1)." });
});

test("a team that it doesn't reach is told with the cure", async () => {
  const { subject } = await standing({});
  const { verdict, sentence } = await look(teamCheck(subject));
  expect([verdict, sentence]).toEqual([
    "wrong",
    "The token doesn't reach team_1: make one for that team, and run `set vercel:apiToken`.",
  ]);
});

test("a person's own account has no team to be reached", async () => {
  const { subject, requests } = await standing({});
  const configuration = { ...subject.configuration, vercelTeam: undefined };
  const outcome = await look(teamCheck({ ...subject, configuration }));
  expect(outcome.verdict).toBe("idle");
  expect(requests).toEqual([]);
});

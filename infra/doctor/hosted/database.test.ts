import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { databaseCheck } from "./database.ts";
import { standing } from "./test/subject.ts";

const instance = { id: "dpg-1", name: "live-listen-staging", plan: "basic_256mb", version: "18", region: "frankfurt" };

async function outcomeOf(status: string) {
  const body = { ...instance, status, databaseName: "live_listen_staging" };
  return look(databaseCheck((await standing({ "dpg-1": { status: 200, body } })).subject));
}

test("an instance that takes connections is well", async () => {
  expect(await outcomeOf("available")).toEqual({
    verdict: "good",
    sentence: "live-listen-staging, PostgreSQL 18, basic_256mb in frankfurt.",
  });
  expect(await outcomeOf("maintenance_scheduled")).toMatchObject({
    verdict: "good",
    sentence: expect.stringMatching(/, is maintenance scheduled\.$/),
  });
});

test.each(["creating", "suspended", "unavailable"])("one that is %s is not", async (status) => {
  const { verdict, sentence } = await outcomeOf(status);
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(new RegExp(`, is ${status}: see its page .*\`npm run doctor -- staging\`\\.$`));
});

test("one that is gone is told with the way back", async () => {
  const { verdict, sentence } = await look(databaseCheck((await standing({})).subject));
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/^dpg-1 is not there any more: .*docs\/adopt\.md/);
});

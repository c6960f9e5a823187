import { expect, test } from "vitest";
import { serveAnswers, type TestAnswer } from "../../platforms/test-server.ts";
import { look } from "../test/look.ts";
import { apiCheck } from "./api.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const ready = { status: 200, body: {} };
const versionOf = (environment: string) => ({
  status: 200,
  body: { environment, version: "1.2.3", commit, schema: { oldest: "0001", newest: "0001" } },
});

/** Looks at an API that answers each path as a table says. */
async function outcomeOf(answers: Readonly<Record<string, TestAnswer>>) {
  const { url } = await serveAnswers((request) => answers[request.url ?? ""] ?? { status: 404 });
  return { url, ...(await look(apiCheck({ url, logFile: "/clone/api.log", owner: async () => undefined }, "local"))) };
}

test("an API that is ready tells its release", async () => {
  const { url, verdict, sentence } = await outcomeOf({ "/readyz": ready, "/version": versionOf("local") });
  expect([verdict, sentence]).toEqual(["good", `Ready at ${url}, release 1.2.3 (${commit}).`]);
});

test("one that isn't ready tells why, in its own words", async () => {
  const body = { error: { message: "The database can't be reached." } };
  const { verdict, sentence } = await outcomeOf({ "/readyz": { status: 503, body } });
  expect(verdict).toBe("wrong");
  expect(sentence).toContain("isn't ready: The database can't be reached. Its log /clone/api.log tells more.");
});

test("that of another environment is wrong", async () => {
  const { verdict, sentence } = await outcomeOf({ "/readyz": ready, "/version": versionOf("staging") });
  expect(verdict).toBe("wrong");
  expect(sentence).toContain("is the API of staging");
});

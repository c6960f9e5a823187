import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, test } from "vitest";
import { serveAnswers } from "../../platforms/test-server.ts";
import { good } from "../check.ts";
import { whereAnswering } from "./answering.ts";

const { signal } = new AbortController();
const logFile = "/clone/api.log";
const found = good("It is well.");

test("what answers is looked at, whatever it says", async () => {
  const { url } = await serveAnswers(() => ({ status: 503 }));
  const service = { url, logFile, owner: async () => 42 };
  expect(await whereAnswering(service, signal, async () => found)).toEqual(found);
});

test("what doesn't answer is wrong if it should, and needn't otherwise", async () => {
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const outcomeOf = (pid: number | undefined) =>
    whereAnswering({ url, logFile, owner: async () => pid }, signal, async () => found);
  expect(await outcomeOf(undefined)).toMatchObject({ verdict: "idle" });
  const { verdict, sentence } = await outcomeOf(42);
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/though process 42 should be serving: \/clone\/api\.log tells why, and `kill 42`/);
});

import { expect, it } from "vitest";
import type { HostedSource } from "../sources.ts";
import { remembering } from "./remembering.ts";

const FOUND: HostedSource = {
  render: { apiKey: "key" },
  vercel: { token: "token" },
  apiServiceId: "srv-1",
  databaseId: "dpg-1",
  vercelProjectId: "prj_1",
};

function finder(...answers: readonly (HostedSource | Error | undefined)[]) {
  const left = [...answers];
  const find = async () => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const urls = { web: "https://one.test", api: "https://api.one.test", ws: "wss://api.one.test" };
  const source = { name: "staging", urls, upWith: "npm start", runs: { on: "platforms", find } } as const;
  const runs = remembering({ environments: [source] }).environments[0]?.runs;
  if (runs?.on !== "platforms") throw new Error("It runs on platforms.");
  return runs.find;
}

it("what was found is told while it can't be looked for", async () => {
  const find = finder(FOUND, new Error("Render is down."), FOUND);
  for (let count = 0; count < 3; count += 1) expect(await find()).toBe(FOUND);
});

it("what is gone is not remembered", async () => {
  const find = finder(FOUND, undefined, new Error("Render is down."));
  await find();
  expect(await find()).toBeUndefined();
  await expect(find()).rejects.toThrow("Render is down.");
});

it("what was never found can't be told", async () => {
  await expect(finder(new Error("Render is down."))()).rejects.toThrow("Render is down.");
});

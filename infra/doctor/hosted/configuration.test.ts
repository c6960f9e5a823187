import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { configurationCheck, readConfiguration } from "./configuration.ts";
import { completeConfiguration } from "./test/subject.ts";

const check = (values: Parameters<typeof readConfiguration>[1]) =>
  look(configurationCheck("staging", readConfiguration("staging", values)));

test("a whole configuration is well", async () => {
  expect(await check(completeConfiguration)).toMatchObject({ verdict: "good" });
});

test("everything that it lacks is wrong at once, with the command that sets it, and no value is shown", async () => {
  const { "render:apiKey": _key, "live-listen:dns": _dns, ...rest } = completeConfiguration;
  const plain = { "vercel:apiToken": { value: "canary-in-plain" } };
  const { verdict, sentence } = await check({ ...rest, ...plain });
  expect(verdict).toBe("wrong");
  for (const command of ["--secret render:apiKey -s staging", "live-listen:dns vercel -s staging"]) {
    expect(sentence).toContain(`\`pulumi config set ${command}\``);
  }
  expect(sentence).toContain("vercel:apiToken is in plain");
  expect(sentence).not.toContain("canary");
});

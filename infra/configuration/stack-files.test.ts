import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { environments, isHosted } from "@live-listen/stacks";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type ConfigurationKey, configurationKeys } from "./keys.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const keys: readonly ConfigurationKey[] = Object.values(configurationKeys);

describe.each(environments.filter(isHosted).map(({ name }) => name))("Pulumi.%s.yaml", async (name) => {
  const text = await readFile(join(ROOT, `Pulumi.${name}.yaml`), "utf8");
  const lines = text.split("\n");
  const comments = lines.filter((line) => line.startsWith("#"));
  const config: Readonly<Record<string, unknown>> = parse(text).config;

  test.each(keys.map(({ key }) => key))("names %s, with a value or in the comment that says how it is set", (key) => {
    const told = comments.some((line) => new RegExp(`(^|\\s)${key}(\\s|$)`).test(line));
    expect(told || key in config).toBe(true);
  });

  test("names no key that there isn't", () => {
    const known = keys.map(({ key }): string => key);
    const said = comments.flatMap((line) =>
      [...line.matchAll(/\b(?:render|vercel|live-listen):[A-Za-z]+/g)].map(String),
    );
    expect(said.length).toBeGreaterThan(10);
    for (const key of [...said, ...Object.keys(config)]) expect(known).toContain(key);
  });

  test("has each secret asked for, and no other value", () => {
    const commands = comments.flatMap((line) => {
      const [, secret, key, rest = ""] = /pulumi config set (--secret )?(\S+)(.*)/.exec(line) ?? [];
      return key === undefined ? [] : [{ key, secret: secret !== undefined, value: /^ \S/.test(rest) }];
    });
    const secrets: readonly string[] = keys.filter(({ secret }) => secret).map(({ key }) => key);
    expect(
      commands
        .filter(({ secret }) => secret)
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...secrets].sort());
    for (const { key, secret, value } of commands) expect([key, value]).toEqual([key, !secret]);
  });

  test("holds no secret in plain", () => {
    for (const { key, secret } of keys) {
      if (secret && key in config) expect(config[key]).toEqual({ secure: expect.any(String) });
    }
  });
});

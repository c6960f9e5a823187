import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parseWebVariables, VARIABLE_NAMES, webVariablesSchema } from "./variables.ts";

const production = {
  NEXT_PUBLIC_APP_ENV: "production",
  NEXT_PUBLIC_API_URL: "https://api.live-listen.app",
  NEXT_PUBLIC_WS_URL: "wss://api.live-listen.app",
};

describe("parseWebVariables", () => {
  it("takes the three out of a whole environment", () => {
    expect(parseWebVariables({ ...production, PATH: "/bin", NEXT_PUBLIC_OTHER: "x" })).toEqual({
      ok: true,
      variables: production,
    });
  });

  it("lists every fault at once, each with the name of its variable", () => {
    expect(parseWebVariables({ NEXT_PUBLIC_APP_ENV: "production", NEXT_PUBLIC_API_URL: "http://a.app" })).toEqual({
      ok: false,
      faults: ["NEXT_PUBLIC_API_URL must begin with https://.", "NEXT_PUBLIC_WS_URL is not set."],
    });
  });
});

describe("webVariablesSchema", () => {
  it("attaches each fault to its variable", () => {
    const result = webVariablesSchema.safeParse({ ...production, NEXT_PUBLIC_WS_URL: "wss://a.app/socket" });
    expect(result.error?.issues.map(({ path }) => path)).toEqual([["NEXT_PUBLIC_WS_URL"]]);
  });

  it("describes exactly the variables that there are", () => {
    const shape = webVariablesSchema.in.shape;
    expect(Object.keys(shape)).toEqual([...VARIABLE_NAMES]);
    for (const name of VARIABLE_NAMES) expect(shape[name].description).toMatch(/\.$/);
  });
});

describe(".env.example", async () => {
  const text = await readFile(join(import.meta.dirname, "../.env.example"), "utf8");

  it("works when it is copied by hand", () => {
    expect(parseWebVariables(parseEnv(text))).toMatchObject({ ok: true, variables: { NEXT_PUBLIC_APP_ENV: "local" } });
  });

  it("lists every variable and no other, each below a comment", () => {
    expect(Object.keys(parseEnv(text)).sort()).toEqual(VARIABLE_NAMES.toSorted());
    for (const name of VARIABLE_NAMES) expect(text).toMatch(new RegExp(`^# .+\\n${name}=`, "m"));
  });
});

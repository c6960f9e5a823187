import { rm } from "node:fs/promises";
import { RandomPassword } from "@pulumi/random";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EngineStack } from "../engine/stack.ts";
import { openTestProject, type TestProject } from "../engine/test/project.ts";
import { UsageFault } from "../fault.ts";
import { assertKnownNames, withoutProtection } from "./consent.ts";

describe("names that a word is given for", () => {
  const resource = (name: string, isProtected: boolean) => ({ urn: name, name, type: "t", id: "1", isProtected });
  const known = [resource("staging-database", true), resource("staging-api", false)];

  test("are those of protected resources, and production itself", () => {
    assertKnownNames("staging", known, ["staging-database"]);
    assertKnownNames("production", known, ["production", "staging-database"]);
    assertKnownNames("staging", [], []);
  });

  test.each([
    ["staging", "staging-databse", "what it can name is staging-database"],
    ["staging", "staging-api", "what it can name is staging-database"],
    ["staging", "staging", "what it can name is staging-database"],
    ["production", "staging", "what it can name is staging-database, production"],
  ] as const)("in %s %s is a mistake", (stack, name, hint) => {
    const check = () => assertKnownNames(stack, known, [name]);
    expect(check).toThrow(UsageFault);
    expect(check).toThrow(hint);
  });
});

test("a database asks for a word though an update that was killed has left it without protection", () => {
  const type = "render:index/postgres:Postgres";
  const bare = { urn: "urn", name: "staging-database", type, id: "dpg-1", isProtected: false };
  assertKnownNames("staging", [bare], ["staging-database"]);
});

describe("while a word is given", () => {
  let project: TestProject;
  let stack: EngineStack;
  beforeEach(async () => {
    project = await openTestProject();
    stack = await project.open(async () => {
      new RandomPassword("kept", { length: 5 }, { protect: true });
      new RandomPassword("other", { length: 5 }, { protect: true });
    });
    await stack.up();
  });
  afterEach(() => project.close());

  const protectedNames = async () =>
    (await stack.resources())
      .filter(({ isProtected }) => isProtected)
      .map(({ name }) => name)
      .sort();

  test("what it is for is unprotected, and protected again whether the work was done or refused", async () => {
    const seen = await withoutProtection(stack, ["kept"], {}, protectedNames);
    expect(seen).toEqual(["other"]);
    expect(await protectedNames()).toEqual(["kept", "other"]);
    const refused = withoutProtection(stack, ["kept"], {}, () => Promise.reject(new Error("refused")));
    await expect(refused).rejects.toThrow("refused");
    expect(await protectedNames()).toEqual(["kept", "other"]);
  });

  test("an interruption leaves nothing unprotected", async () => {
    const interruption = new AbortController();
    const interrupted = withoutProtection(stack, ["kept"], { signal: interruption.signal }, async () => {
      interruption.abort();
      return stack.up({ signal: interruption.signal });
    });
    await expect(interrupted).rejects.toThrow(/interrupted/);
    expect(await protectedNames()).toEqual(["kept", "other"]);
  });

  test("a failure to protect again doesn't hide why the work failed", async () => {
    const failing = withoutProtection(stack, ["kept"], {}, async () => {
      await rm(project.state, { recursive: true });
      throw new Error("the reason");
    });
    await expect(failing).rejects.toThrow("the reason");
  });

  test("what goes by it is gone", async () => {
    await withoutProtection(stack, ["kept"], {}, () => stack.destroy());
    expect((await stack.resources()).map(({ name }) => name)).not.toContain("kept");
    expect(await protectedNames()).toEqual(["other"]);
  });
});

import { compare } from "bcryptjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ProviderServer, serveProvider } from "../serve.ts";
import { TestEngine, unwrapped, WIRE_UNKNOWN, wireSecret } from "../test-engine.ts";

const password = { type: "random:index/randomPassword:RandomPassword", name: "password" };

const defaults = {
  lower: true,
  upper: true,
  numeric: true,
  number: true,
  special: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

let provider: ProviderServer;
let engine: TestEngine;

beforeAll(async () => {
  provider = await serveProvider();
  engine = await TestEngine.connect(provider.port, "random");
});

afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await provider.stop();
});

describe("random.RandomPassword", () => {
  test("fills in the vendor's defaults", async () => {
    expect(await engine.check(password, { length: 16 })).toEqual({ inputs: { length: 16, ...defaults }, failures: [] });
    const { inputs } = await engine.check(password, { length: 16, number: false });
    expect(inputs).toMatchObject({ number: false, numeric: false });
  });

  test.each([
    [{}, /^length is required/],
    [{ length: 0 }, /^length must be at least 1/],
    [{ length: 1.5 }, /^length is invalid: expected int/],
    [{ length: 3, minLower: 2, minSpecial: 2 }, /^length is 3, less than minLower \+/],
    [{ length: 3, minLower: -1 }, /^minLower must be at least 0/],
    [{ length: 3, lower: false, upper: false, numeric: false, special: false }, /^numeric must be true when/],
    [{ length: 3, number: true, numeric: false }, /^number is the old name of numeric/],
    [{ length: 3, keepers: { a: 1 } }, /^keepers\.a is invalid/],
    [{ length: 3, result: "x" }, /^result is an output/],
    [{ length: 3, size: 1 }, /^size is no property/],
  ])("refuses %j", async (inputs, reason) => {
    const { failures } = await engine.check(password, inputs);
    expect(failures).toEqual([expect.stringMatching(reason)]);
  });

  test("shows its outputs as unknown secrets in a preview", async () => {
    const { id, state } = await engine.create(password, { length: 8, ...defaults }, { preview: true });
    expect(id).toBe("");
    expect(state).toMatchObject({ length: 8, result: wireSecret(WIRE_UNKNOWN), bcryptHash: wireSecret(WIRE_UNKNOWN) });
  });

  test("makes a secret of the length asked for, and its bcrypt hash", async () => {
    const { id, state } = await engine.create(password, { length: 80, ...defaults });
    expect(id).toBe("none");
    expect(state.result).toEqual(wireSecret(expect.stringMatching(/^.{80}$/)));
    const { result, bcryptHash } = unwrapped(state);
    expect(bcryptHash).toMatch(/^\$2[ab]\$10\$/);
    expect(await compare(String(result), String(bcryptHash))).toBe(true);
  });

  test("is the same at every look, and made anew for every input that changes", async () => {
    const inputs = { length: 8, ...defaults, keepers: { host: "a" } };
    const created = await engine.create(password, inputs);
    const state = unwrapped(created.state);
    expect(await engine.read(password, created.id, { state, inputs })).toEqual({ ...created, inputs });
    for (const change of [
      { length: 9 },
      { upper: false },
      { minLower: 1 },
      { keepers: { host: "b" } },
      { overrideSpecial: "_" },
    ]) {
      const difference = await engine.diff(password, { inputs: { ...inputs, ...change }, oldInputs: inputs, state });
      expect(difference.getReplacesList()).toEqual(Object.keys(change));
      expect(difference.getDeletebeforereplace()).toBe(false);
    }
    const without = await engine.diff(password, { inputs: { length: 8, ...defaults }, oldInputs: inputs, state });
    expect(without.getReplacesList()).toEqual(["keepers"]);
    const ignored = await engine.diff(password, { inputs: { ...inputs, length: 9 }, state, ignoreChanges: ["length"] });
    expect(ignored.getDiffsList()).toEqual([]);
  });

  test("is imported by the password itself, which does not become its id", async () => {
    const { id, state, inputs } = await engine.read(password, "brought-along");
    expect(id).toBe("none");
    expect(state).toMatchObject({ length: 13, ...defaults, result: wireSecret("brought-along") });
    expect(inputs).toEqual({ length: 13 });
    const again = await engine.check(password, inputs);
    expect((await engine.diff(password, { inputs: again.inputs, state: unwrapped(state) })).getDiffsList()).toEqual([]);
  });
});

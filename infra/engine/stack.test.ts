import { readFile, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Fault } from "../fault.ts";
import { readLocks } from "./locks.ts";
import { putLock } from "./test/lock.ts";
import { openTestProject, type TestProject } from "./test/project.ts";

let project: TestProject;
beforeEach(async () => {
  project = await openTestProject();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await project.close();
});

async function program(): Promise<pulumi.Inputs> {
  const password = new RandomPassword("password", { length: 20 });
  return { length: password.length, password: password.result };
}

describe("the life of a stack", () => {
  test("preview changes nothing, up makes, a second up finds nothing to do, refresh sees no drift, destroy takes away", async () => {
    const stack = await project.open(program);
    // The stack itself counts as a resource.
    expect(await stack.preview()).toEqual({
      changes: { create: 2 },
      outputsChange: true,
      steps: [
        {
          operation: "create",
          type: "random:index/randomPassword:RandomPassword",
          name: "password",
          properties: [],
          inputs: expect.objectContaining({ length: 20 }),
        },
      ],
    });
    expect(await stack.outputs()).toEqual({});
    expect(await stack.up()).toEqual({ create: 2 });
    expect(await stack.up()).toEqual({ same: 2 });
    expect(await stack.refresh()).toEqual({ same: 2 });
    expect(await stack.destroy()).toEqual({ delete: 2 });
  });

  test("outputs are in plain for the caller, marked as secret, and encrypted in the state", async () => {
    const stack = await project.open(program);
    await stack.up();
    const { length, password } = await stack.outputs();
    expect(length).toEqual({ value: 20, secret: false });
    expect(password).toEqual({ value: expect.stringMatching(/^.{20}$/), secret: true });
    const state = await readFile(join(project.state, ".pulumi", "stacks", "engine", "trial.json"), "utf8");
    expect(state).not.toContain(password?.value);
  });

  test("a change of nothing but the outputs is seen beforehand", async () => {
    const make = (word: string) => async () => ({
      word,
      length: new RandomPassword("password", { length: 20 }).length,
    });
    const stack = await project.open(make("one"));
    await stack.up();
    expect(await stack.preview()).toMatchObject({ steps: [], outputsChange: false });
    const other = await project.open(make("two"));
    expect(await other.preview()).toMatchObject({ steps: [], outputsChange: true });
    expect((await other.outputs()).word?.value).toBe("one");
    await other.up();
    expect((await other.outputs()).word?.value).toBe("two");
  });

  test("a stack opened again keeps its state and takes a changed configuration", async () => {
    const reader = async () => ({ greeting: new pulumi.Config("engine").require("greeting") });
    await (await project.open(reader, { config: { "engine:greeting": "hello" } })).up();
    const again = await project.open(reader, { config: { "engine:greeting": "good evening" } });
    await again.up();
    expect((await again.outputs()).greeting?.value).toBe("good evening");
  });

  test("a key that is taken away is gone, and others stay", async () => {
    const config = { "engine:greeting": "hello", "engine:farewell": "good night" };
    await project.open(program, { config });
    const again = await project.open(program, { config: {}, unset: ["engine:greeting", "engine:unknown"] });
    expect(await again.configuration()).toEqual({ "engine:farewell": { value: "good night", secret: false } });
  });

  test("a shell that is set up for another stack changes nothing of one whose state is given", async () => {
    vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "of another stack");
    vi.stubEnv("PULUMI_OPTION_CONFIG_FILE", join(project.directory, "of-another.yaml"));
    vi.stubEnv("PULUMI_STACK", "another");
    const stack = await project.open(program, { config: { "engine:greeting": "hello" } });
    await stack.up();
    vi.unstubAllEnvs();
    const again = await project.open(program);
    expect(await again.configuration()).toHaveProperty("engine:greeting");
    expect((await again.outputs()).password?.value).toHaveLength(20);
  });

  test("progress tells what is being made", async () => {
    const told: string[] = [];
    await (await project.open(program)).up({ progress: (doing) => told.push(doing) });
    expect(told).toContainEqual(expect.stringMatching(/^creating RandomPassword password \(\d done\)$/));
  });
});

describe("what fails is told in one sentence", () => {
  test("an error of the program", async () => {
    const stack = await project.open(async () => {
      throw new pulumi.RunError("There is no environment called trial.");
    });
    await expect(stack.up()).rejects.toThrow(
      /^The up of the stack trial failed: .*There is no environment called trial\.$/,
    );
  });

  test("an argument that the provider refuses", async () => {
    const stack = await project.open(async () => ({ password: new RandomPassword("password", { length: -1 }).result }));
    const failure = await stack.up().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Fault);
    expect((failure as Fault).message).toMatch(/^The up of the stack trial failed: password: [^\n]*length[^\n]*$/);
  });

  test("an error in what the program makes of an output, which nobody waits for", async () => {
    const stack = await project.open(async () => {
      const first = new RandomPassword("first", { length: 5 });
      const length = first.result.apply((password): number => {
        throw new pulumi.RunError(`The password has ${password.length} characters.`);
      });
      return { password: new RandomPassword("second", { length }).result };
    });
    await expect(stack.up()).rejects.toThrow(/^The up of the stack trial failed: The password has 5 characters\.$/);
    await expect(stack.up()).rejects.toThrow(/^The up of the stack trial failed/);
  });

  test("a resource that is protected and would be lost", async () => {
    const make = (length: number) => async () => void new RandomPassword("password", { length }, { protect: true });
    await (await project.open(make(5))).up();
    await expect((await project.open(make(6))).preview()).rejects.toThrow(
      /would replace password, which is protected: .* --yes-replace password\.$/,
    );
    const without = await project.open(async () => {});
    await expect(without.up()).rejects.toThrow(/would delete password, which is protected/);
    expect(await without.destroy()).not.toHaveProperty("delete");
    const [guarded] = (await without.resources()).filter(({ isProtected }) => isProtected);
    expect(guarded?.name).toBe("password");
    await without.unprotect(guarded?.urn ?? "");
    expect(await without.up()).toMatchObject({ delete: 1 });
  });

  test("a passphrase that is not the stack's", async () => {
    await (await project.open(program)).up();
    await writeFile(project.passphraseFile, "another\n");
    await expect(project.open(program).then((stack) => stack.up())).rejects.toThrow(
      /^The passphrase of the stack trial does not open its secrets: /,
    );
  });
});

describe("locks", () => {
  test("an update that another process is at is left alone, and the sentence says whose it is", async () => {
    const stack = await project.open(program);
    await putLock(project.state, { pid: process.pid });
    await expect(stack.up()).rejects.toThrow(
      new RegExp(
        `^The stack trial is being updated by ${userInfo().username}@${hostname()} \\(process ${process.pid}, since .+\\): wait`,
      ),
    );
    expect(await readLocks(project.state, "engine", "trial")).toHaveLength(1);
  });

  test("the lock of a process of another machine is never released", async () => {
    const stack = await project.open(program);
    await putLock(project.state, { pid: 2 ** 22 + 1, hostname: "another-machine" });
    await expect(stack.up()).rejects.toThrow(/another-machine/);
  });

  test("the lock of a process that was killed doesn't stop the next update", async () => {
    const stack = await project.open(program);
    await putLock(project.state, { pid: 2 ** 22 + 1 });
    expect(await stack.up()).toEqual({ create: 2 });
    expect(await readLocks(project.state, "engine", "trial")).toEqual([]);
  });
});

describe("interruption", () => {
  test("an interrupted update says so, leaves no lock, and is finished by the next one", async () => {
    const stack = await project.open(program);
    const interruption = new AbortController();
    const update = stack.up({ signal: interruption.signal, progress: () => interruption.abort() });
    await expect(update).rejects.toThrow("The up of the stack trial was interrupted: run it again to finish it.");
    expect(await readLocks(project.state, "engine", "trial")).toEqual([]);
    await stack.up();
    expect((await stack.outputs()).length?.value).toBe(20);
  });
});

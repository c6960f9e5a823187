import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { messageOf } from "../../../fault.ts";
import { askApiVersion } from "../../../releases/smoke/api-version.ts";
import { ask } from "../../../releases/smoke/request.ts";
import { processesOf } from "../../test/processes.ts";
import { hostedRow, RELEASE } from "../../test/rehearsal.ts";
import { type RunningRehearsal, startRunningRehearsal } from "../../test/running.ts";
import type { FaultName } from "./catalogue.ts";
import { type Control, faultsInForce, serveControl, turnFault } from "./control.ts";
import { FaultSwitches } from "./switches.ts";

// Every fault once: what has failed is said, what served before still does, and what follows finishes the work.
const NEXT = "4a3b2c1d0e";
const row = hostedRow("staging");
let rehearsal: RunningRehearsal;
let control: Control;

beforeAll(async () => {
  rehearsal = await startRunningRehearsal();
  await rehearsal.buildRelease(NEXT);
  await (await rehearsal.open("staging")).stack.up();
  await rehearsal.deploy("staging");
  control = await serveControl(new FaultSwitches(rehearsal.platforms));
}, 120_000);
afterEach(async () => {
  for (const { fault, environment } of await faultsInForce(control.address)) await turn(fault, environment, false);
});
afterAll(async () => {
  await control?.stop();
  await rehearsal?.close();
  // Whatever went wrong above: no process and no folder is left.
  const folder = rehearsal?.paths.root ?? "";
  expect(await processesOf(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

const turn = (fault: FaultName, environment: string | undefined, isOn: boolean) =>
  turnFault(control.address, fault, environment, isOn);
const serving = async () => (await askApiVersion(row.apiUrl, AbortSignal.timeout(5_000), rehearsal.network)).commit;
const failure = (work: Promise<unknown>) => work.then(() => "no failure", messageOf);
const status = async (path: string) =>
  (await ask(`${row.apiUrl}${path}`, AbortSignal.timeout(10_000), { network: rehearsal.network })).status;

describe("a deploy", () => {
  test.each([
    ["pre-deploy-fails", "failed in its pre-deploy command"],
    ["health-never-comes", "failed, since its instances did not become healthy"],
    ["image-missing", "could not get its image"],
  ] as const)(
    "under %s says how far it got, leaves the old release serving, and is finished by the next one",
    async (fault, words) => {
      const before = await serving();
      const wanted = before === RELEASE ? NEXT : RELEASE;
      expect(await turn(fault, "staging", true)).toEqual([{ fault, environment: "staging" }]);
      expect(await failure(rehearsal.deploy("staging", wanted))).toMatch(
        new RegExp(
          `^The deploy dep-\\w+ of ${rehearsal.image}:${wanted} ${words}, and ${rehearsal.image}:${before} still serves`,
        ),
      );
      expect(await serving()).toBe(before);
      expect(await turn(fault, "staging", false)).toEqual([]);
      await rehearsal.deploy("staging", wanted);
      expect(await serving()).toBe(wanted);
    },
    60_000,
  );

  test.each(["slow-step", "deployment-slow"] as const)(
    "under %s takes longer and comes to serve",
    async (fault) => {
      const wanted = (await serving()) === RELEASE ? NEXT : RELEASE;
      await turn(fault, fault === "slow-step" ? "staging" : undefined, true);
      const began = performance.now();
      await rehearsal.deploy("staging", wanted);
      // A minute for each step of an API's, ten minutes for a page's: sixty times faster here.
      expect(performance.now() - began).toBeGreaterThan(fault === "slow-step" ? 1_000 : 9_000);
      expect(await serving()).toBe(wanted);
    },
    60_000,
  );

  test("of the page that fails leaves the domains where they lead, and is finished by the next one", async () => {
    const page = async () => {
      const answer = await ask(`${row.webUrl}/release.json`, AbortSignal.timeout(5_000), {
        network: rehearsal.network,
      });
      return (JSON.parse(answer.body) as { commit: string }).commit;
    };
    const before = await page();
    const wanted = before === RELEASE ? NEXT : RELEASE;
    await turn("deployment-fails", undefined, true);
    expect(await failure(rehearsal.deploy("staging", wanted))).toMatch(/^The deployment dpl_\w+ of .* ended as ERROR/);
    expect(await page()).toBe(before);
    await turn("deployment-fails", undefined, false);
    await rehearsal.deploy("staging", wanted);
    expect(await page()).toBe(wanted);
  }, 60_000);
});

test("an instance that crashes comes back", async () => {
  await turn("instance-crash", "staging", true);
  await expect.poll(() => status("/healthz").catch(() => 0), { timeout: 20_000, interval: 20 }).not.toBe(200);
  await turn("instance-crash", "staging", false);
  await expect.poll(() => status("/healthz").catch(() => 0), { timeout: 30_000 }).toBe(200);
}, 60_000);

test("a database that is down makes the API unready and alive, and comes back with all that it had", async () => {
  await turn("postgres-down", "staging", true);
  expect(await faultsInForce(control.address)).toEqual([{ fault: "postgres-down", environment: "staging" }]);
  await expect.poll(() => status("/readyz"), { timeout: 20_000 }).toBe(503);
  expect(await status("/healthz")).toBe(200);
  await turn("postgres-down", "staging", false);
  await expect.poll(() => status("/readyz"), { timeout: 30_000 }).toBe(200);
}, 60_000);

describe("an API", () => {
  test.each(["render", "vercel"] as const)(
    "of %s that fails, resets or refuses ends an up in a sentence, and the next one finds nothing amiss",
    async (platform) => {
      for (const kind of ["500", "reset", "429"] as const) {
        await turn(`${platform}-${kind}`, undefined, true);
        const { stack } = await rehearsal.open("staging");
        expect(await failure(stack.up())).toMatch(/^The up of the stack staging failed: /);
        await turn(`${platform}-${kind}`, undefined, false);
        expect(Object.keys(await stack.up())).toEqual(["same"]);
      }
    },
    120_000,
  );

  test.each(["render-slow", "vercel-slow"] as const)("under %s answers late", async (fault) => {
    await turn(fault, undefined, true);
    const began = performance.now();
    if (fault === "render-slow") await rehearsal.askRender("staging", "GET", "/services");
    else await rehearsal.askVercel("staging", "GET", "/v10/projects");
    expect(performance.now() - began).toBeGreaterThan(2_500);
  });

  test.each(["render-429", "vercel-429"] as const)("under %s says when to come again", async (fault) => {
    await turn(fault, undefined, true);
    const refused =
      fault === "render-429"
        ? rehearsal.askRender("staging", "GET", "/services")
        : rehearsal.askVercel("staging", "GET", "/v10/projects");
    await expect(refused).rejects.toThrow(/429/);
  });
});

describe("the switches", () => {
  test("are for those who know the token", async () => {
    const { port } = control.address;
    const stranger = { port, token: "x".repeat(43) };
    await expect(turnFault(stranger, "render-500", undefined, true)).rejects.toThrow(
      "The token is not the rehearsal's.",
    );
    expect(await faultsInForce(control.address)).toEqual([]);
  });

  test("strike nothing where nothing was brought up", async () => {
    await expect(turn("postgres-down", "production", true)).rejects.toThrow(
      "production has nothing that postgres-down could strike: bring it up with `npm start`.",
    );
  });
});

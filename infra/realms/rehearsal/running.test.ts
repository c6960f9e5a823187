import { browserArguments } from "@live-listen/rehearsal/edge";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../../services/web/test/harness/browser.ts";
import { hears } from "../../../services/web/test/harness/hears.ts";
import { joinRoom, openRoom, say } from "../../../services/web/test/harness/steps.ts";
import { tryDoors } from "../../releases/separation/doors.ts";
import { askApiVersion } from "../../releases/smoke/api-version.ts";
import { smoke } from "../../releases/smoke.ts";
import { environmentAccess } from "../environment-access.ts";
import { deployUnderLoad } from "../test/deploy-under-load.ts";
import { hostedRow, RELEASE } from "../test/rehearsal.ts";
import { type RunningRehearsal, startRunningRehearsal } from "../test/running.ts";
import { ZONES } from "./network.ts";

// Both environments under their true names with TLS, as a person meets them.
type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;

const NAMES = ["staging", "production"] as const;
let rehearsal: RunningRehearsal;
let browser: Browser;

beforeAll(async () => {
  rehearsal = await startRunningRehearsal();
  for (const name of NAMES) {
    await (await rehearsal.open(name)).stack.up();
    await rehearsal.deploy(name);
  }
  const { edge } = rehearsal.platforms;
  browser = await launchBrowser(browserArguments({ port: edge.port, ...edge.authority }, ZONES));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await rehearsal?.close();
});

async function visit(url: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  return page;
}

async function register(page: Page, email: string): Promise<void> {
  await page.goto(new URL("/register", page.url()).href);
  await page.getByLabel("Your name").fill("Hanna");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

describe.each(NAMES)("%s", (name) => {
  const row = hostedRow(name);

  test("passes its smoke tests, and serves the release", async () => {
    const { webUrl, apiUrl, wsUrl } = row;
    const { checks } = await smoke({ environment: name, webUrl, apiUrl, wsUrl, network: rehearsal.network });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const version = await askApiVersion(apiUrl, AbortSignal.timeout(5_000), rehearsal.network);
    expect(version).toMatchObject({ environment: name, commit: RELEASE });
  });

  test("lets somebody sign up and open a room, and a guest who follows the link chat there", async () => {
    const host = await visit(row.webUrl);
    await register(host, "hanna@example.org");
    expect(await host.locator('meta[name="NEXT_PUBLIC_APP_ENV"]').getAttribute("content")).toBe(name);
    const room = await openRoom(host, `Rehearsed on ${name}`);
    expect(new URL(room).origin).toBe(row.webUrl);
    const guest = await visit("about:blank");
    await joinRoom(guest, room, "Greta");
    await say(guest, "Can you hear me?");
    await hears(host, "Can you hear me?");
  });
});

test("a person of staging does not exist in production", async () => {
  const signIn = (name: "staging" | "production", email: string) =>
    rehearsal.network.fetch(`${hostedRow(name).apiUrl}/sessions`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: hostedRow(name).webUrl },
      body: JSON.stringify({ email, password: "correct horse battery" }),
    });
  const page = await visit(hostedRow("staging").webUrl);
  await register(page, "only-here@example.org");
  expect((await signIn("staging", "only-here@example.org")).status).toBe(201);
  expect((await signIn("production", "only-here@example.org")).status).toBe(401);
});

test("a deploy costs no request, and every socket comes back", async () => {
  const next = await rehearsal.buildRelease("4a3b2c1d0e");
  const load = { sockets: 50, requestsPerSecond: 50 };
  const { requests, failures, awayMilliseconds } = await deployUnderLoad(rehearsal, next, load);
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(50);
  expect(awayMilliseconds.length).toBeGreaterThanOrEqual(load.sockets);
}, 60_000);

test("every door from staging into production is closed", async () => {
  const access = async (name: "staging" | "production") =>
    environmentAccess(hostedRow(name), await rehearsal.open(name), rehearsal.network);
  const tried = await tryDoors(await access("staging"), await access("production"));
  expect(tried.map(({ outcome, detail }) => (outcome === "refused" ? outcome : detail))).toEqual(
    tried.map(() => "refused"),
  );
});

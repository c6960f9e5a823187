import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accessibilityFaults } from "../../../../../services/web/test/harness/accessibility.ts";
import { launchBrowser } from "../../../../../services/web/test/harness/browser.ts";
import type { DeployLogs, DeployStatus, EnvironmentStatus, Known, RehearsalStatus } from "../model.ts";
import { type StatusServer, serveStatus } from "../server/serve.ts";
import { failedDeploy, sampleDeploy, sampleEnvironment, sampleStatus } from "../test/sample-status.ts";

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;
type ContextOptions = Parameters<Browser["newContext"]>[0];

let browser: Browser;
let server: StatusServer;
let page: Page;
let faults: string[];
let status: RehearsalStatus;
let logs: Known<DeployLogs>;

const collect = async () => ({ ...status, at: new Date().toISOString() });

function serve(port = 0): Promise<StatusServer> {
  return serveStatus({ port, collect, logsOf: async () => logs, pollMilliseconds: 20 });
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  faults = [];
  status = sampleStatus();
  logs = { known: true, value: { lines: [], hasEarlier: false } };
  server = await serve();
  page = await open();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
  expect(faults).toEqual([]);
});

async function open(options: ContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  const opened = await context.newPage();
  opened.setDefaultTimeout(15_000);
  // Also what the policy refuses ends up here.
  opened.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  opened.on("pageerror", (error) => faults.push(error.message));
  await opened.goto(server.url);
  await opened.getByRole("heading", { level: 2, name: "Production" }).waitFor();
  return opened;
}

/** The card of an environment. */
function card(name: string) {
  return page.getByRole("region", { name, exact: true });
}

/** An environment with these deploys of its API. */
function withDeploys(environment: EnvironmentStatus, ...deploys: DeployStatus[]): EnvironmentStatus {
  const { running } = environment;
  if (!running?.deploys) throw new Error("Nothing is deployed onto it.");
  const api = { known: true, value: deploys } as const;
  return { ...environment, running: { ...running, deploys: { ...running.deploys, api } } };
}

function replace(name: string, environment: EnvironmentStatus): void {
  status = { ...status, environments: status.environments.map((one) => (one.name === name ? environment : one)) };
}

function line(text: string, level: "info" | "error" = "info") {
  return { at: "2026-01-31T12:00:00.000Z", level, text };
}

/** Everything at once that is hard on the eye or the layout. */
function troubled(): RehearsalStatus {
  const production = sampleEnvironment("production");
  const { running } = production;
  if (!running?.deploys) throw new Error("Nothing is deployed onto it.");
  return sampleStatus({
    environments: [
      ...sampleStatus().environments.slice(0, 1),
      withDeploys(sampleEnvironment("staging"), failedDeploy("dep-failed"), sampleDeploy("dep-before")),
      {
        ...production,
        health: { state: "down", detail: "No instance of the API answers at api.live-listen.app (503)." },
        running: {
          ...running,
          apiRelease: { known: false, why: "https://api.live-listen.app/version answers with status 503 and not 200." },
          database: { known: false, why: "Render could not be reached at 127.0.0.1:4001 (ECONNREFUSED)." },
          deploys: { api: { known: false, why: "Render gave no answer within 10 s." }, web: running.deploys.web },
        },
      },
    ],
    faults: {
      known: true,
      value: [
        {
          name: "postgres-down",
          on: "production",
          detail: "The database server is down.",
          offWith: "npm run rehearse -- fault postgres-down production --off",
        },
      ],
    },
  });
}

describe("at a glance", () => {
  test("it says that all is well, and what runs where", async () => {
    await page.getByRole("heading", { level: 1, name: "All three environments are healthy" }).waitFor();
    expect(await page.title()).toBe("All three environments are healthy · Live Listen");
    await page.getByText("Staging serves 0.2.0, production serves 0.2.0.").waitFor();
    await page.getByRole("status").getByText("Live", { exact: true }).waitFor();
    for (const text of [
      "https://staging.live-listen.app",
      "npm run open -- staging",
      "live_listen_staging",
      "4f1c2a9",
    ]) {
      await card("Staging").getByText(text, { exact: true }).first().waitFor();
    }
    await page.getByText("They share none of 19 things.").waitFor();
    await page.getByText("None: what goes wrong now was not asked for.").waitFor();
  });

  test("only what every browser reaches is a link", async () => {
    await card("Local").getByRole("link", { name: "http://localhost:3000" }).waitFor();
    expect(await card("Staging").getByRole("link").count()).toBe(0);
  });

  test("a failed deploy is the headline, with the reason beside the deploy", async () => {
    replace(
      "staging",
      withDeploys(sampleEnvironment("staging"), failedDeploy("dep-failed"), sampleDeploy("dep-before")),
    );
    await page.getByRole("heading", { level: 1, name: "The last API deploy onto staging failed" }).waitFor();
    await card("Staging").getByText('The migration 0007_rooms failed: relation "rooms" already exists.').waitFor();
  });

  test("what is down outweighs all else, and a fault that is in force on purpose is named with its way out", async () => {
    status = troubled();
    await page.getByRole("heading", { level: 1, name: "Production is down" }).waitFor();
    await page.getByText("One fault is in force on purpose.").waitFor();
    const fault = page.getByRole("region", { name: "Faults in force" });
    await fault.getByText("The database server is down.").waitFor();
    await fault
      .getByRole("button", { name: "Copy npm run rehearse -- fault postgres-down production --off" })
      .waitFor();
    await card("Production").getByText("Unknown: Render gave no answer within 10 s.").waitFor();
  });

  test("a page of another release than the API's is called so", async () => {
    const staging = sampleEnvironment("staging");
    if (!staging.running) throw new Error("It runs.");
    const webRelease = { known: true, value: { version: "0.1.0", commit: "abc" } } as const;
    replace("staging", { ...staging, running: { ...staging.running, webRelease } });
    await card("Staging").getByText("not the API’s").waitFor();
  });
});

describe("live", () => {
  test("a change is shown without a reload, and what a person has opened stays open", async () => {
    logs = { known: true, value: { lines: [line("migrating 0001-people")], hasEarlier: true } };
    const summary = card("Staging").locator("summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    await card("Staging").getByText("migrating 0001-people").waitFor();
    await card("Staging").getByRole("region", { name: "The end of its log" }).waitFor();
    await card("Staging").getByText("Pre-deploy command").waitFor();

    logs = {
      known: true,
      value: { lines: [line("migrating 0001-people"), line("out of memory", "error")], hasEarlier: false },
    };
    replace("production", {
      ...sampleEnvironment("production"),
      health: { state: "down", detail: "Nothing answers." },
    });
    await card("Production").getByText("Nothing answers.").waitFor();
    await card("Staging").getByText("out of memory").waitFor();
    expect(await card("Staging").locator("details[open]").count()).toBe(1);
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SUMMARY");

    await page.keyboard.press("Enter");
    await card("Staging").getByText("migrating 0001-people").waitFor({ state: "detached" });
  });

  test("a new deploy comes on top, and an opened one keeps its place in the list", async () => {
    await card("Staging").locator('[data-deploy="dep-staging-1"] summary').click();
    await card("Staging").getByText("It put out nothing.").waitFor();
    const staging = sampleEnvironment("staging");
    const before = staging.running?.deploys?.api.known ? staging.running.deploys.api.value : [];
    const running = sampleDeploy("dep-new", {
      outcome: "running",
      statusInWords: "runs its pre-deploy command",
      finishedAt: undefined,
    });
    replace("staging", withDeploys(staging, running, ...before));
    await page.getByRole("heading", { level: 1, name: "Staging is being deployed" }).waitFor();
    const ids = await page.evaluate(
      `[...document.querySelectorAll('[data-key="staging"] [data-key="api"] details')].map((one) => one.dataset.deploy + (one.open ? " open" : ""))`,
    );
    expect(ids).toEqual(["dep-new", "dep-staging-2", "dep-staging-1 open"]);
  });

  test("when the rehearsal is gone it says so with what it knew, and it comes back by itself", async () => {
    const { port } = server;
    await server.stop();
    await page.getByRole("status").getByText("The rehearsal is gone. This is how it was at").waitFor();
    expect(await page.title()).toBe("The rehearsal is gone · Live Listen");
    await card("Staging").getByText("Healthy").waitFor();
    // That nobody answers is what the browser tells, too.
    expect(faults.every((text) => text.includes("ERR_CONNECTION_REFUSED") || text.includes("ERR_INCOMPLETE"))).toBe(
      true,
    );
    faults = [];
    server = await serve(port);
    await page.getByRole("status").getByText("Live", { exact: true }).waitFor();
    faults = faults.filter((text) => !text.includes("ERR_CONNECTION_REFUSED"));
  });
});

test("a command is copied at a click", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await card("Staging").getByRole("button", { name: "Copy npm run open -- staging" }).click();
  await card("Staging").getByRole("button", { name: "Copied npm run open -- staging" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe("npm run open -- staging");
});

test("what a log or a reason says is text, whatever it looks like", async () => {
  const script = "<img src=x onerror=\"document.title='stolen'\"><script>document.title='stolen'</script>";
  logs = { known: true, value: { lines: [line(script, "error")], hasEarlier: false } };
  replace("staging", withDeploys(sampleEnvironment("staging"), { ...failedDeploy("dep-failed"), why: script }));
  await card("Staging").getByText(script).first().waitFor();
  await card("Staging").locator("summary").first().click();
  await card("Staging").locator(".line").getByText(script).waitFor();
  expect(await page.evaluate("document.querySelectorAll('main script, main img').length")).toBe(0);
  expect(await page.title()).not.toBe("stolen");
});

describe("everybody can use it", () => {
  const SCREENS: Readonly<Record<string, () => RehearsalStatus>> = {
    "when all is well": () => sampleStatus(),
    "when much is wrong": troubled,
    "before anything was brought up": () =>
      sampleStatus({
        environments: ["local", "staging", "production"].map((name) => {
          const { running: _, ...environment } = sampleEnvironment(name);
          return { ...environment, health: { state: "absent", detail: "It was not brought up yet: run `npm start`." } };
        }),
        separation: undefined,
      }),
  };

  test.each(Object.keys(SCREENS))("%s", async (name) => {
    status = SCREENS[name]?.() ?? status;
    logs = {
      known: true,
      value: { lines: [line(`https://example.org/${"long".repeat(60)}`, "error")], hasEarlier: false },
    };
    await page.reload();
    await card("Production").waitFor();
    const summary = page.locator("summary").first();
    if ((await page.locator("summary").count()) > 0) {
      await summary.click();
      await page.locator(".line").waitFor();
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1440, 900, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await accessibilityFaults(page)).toEqual([]);
        const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        expect(await page.evaluate(`Math.max(0, ${sideways})`)).toBe(0);
      }
    }
  });

  test("nothing moves for whoever asked for that", async () => {
    replace("staging", withDeploys(sampleEnvironment("staging"), sampleDeploy("dep-new", { outcome: "running" })));
    await page.getByRole("heading", { level: 1, name: "Staging is being deployed" }).waitFor();
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await page.evaluate("document.getAnimations().length")).toBeGreaterThan(0);
  });
});

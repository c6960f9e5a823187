import { expect, it } from "vitest";
import type { Network } from "../../../../releases/network.ts";
import { askServices, healthOf } from "./health.ts";

const urls = { web: "https://one.test", api: "https://api.one.test" };
const release = { version: "1.2.3", commit: "abc" };

const ESTABLISHED = { api: false, web: false };
const NEW = { api: true, web: true };

const GOOD: Readonly<Record<string, () => Response>> = {
  "https://api.one.test/readyz": () => Response.json({ status: "ready", checks: [] }),
  "https://api.one.test/version": () =>
    Response.json({ ...release, schema: { oldest: "0001-people", newest: "0002-rooms" }, environment: "staging" }),
  "https://one.test/release.json": () => Response.json({ ...release, bundleHash: "0".repeat(64) }),
};

function network(changes: Readonly<Record<string, () => Response>> = {}): Network {
  const answers = { ...GOOD, ...changes };
  return {
    fetch: async (url) => {
      const answer = answers[url];
      if (answer) return answer();
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
    },
  };
}

function nothing(): never {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
}

it("an environment whose API is ready and whose page is served is healthy, and tells its releases", async () => {
  const answers = await askServices(urls, network());
  expect(answers.apiRelease).toEqual({ known: true, value: release });
  expect(answers.webRelease).toEqual({ known: true, value: release });
  expect(healthOf(answers, ESTABLISHED).state).toBe("healthy");
});

it("an API that isn't ready says why", async () => {
  const notReady = () =>
    Response.json(
      {
        error: { code: "not_ready" },
        checks: [
          { name: "process", ok: true },
          { name: "database", ok: false, message: "The database did not answer." },
        ],
      },
      { status: 503 },
    );
  const answers = await askServices(urls, network({ "https://api.one.test/readyz": notReady }));
  expect(healthOf(answers, NEW)).toEqual({
    state: "unhealthy",
    detail: "The API isn't ready: The database did not answer.",
  });
});

it("a page that isn't served makes an environment unhealthy", async () => {
  const gone = () => new Response("", { status: 404 });
  const answers = await askServices(urls, network({ "https://one.test/release.json": gone }));
  const health = healthOf(answers, ESTABLISHED);
  expect(health.state).toBe("unhealthy");
  expect(health.detail).toContain("https://one.test/release.json answers with status 404");
  expect(healthOf(answers, NEW).state).toBe("starting");
});

it.each([
  ["nothing answers", nothing, "https://api.one.test/readyz can't be reached (ECONNREFUSED)."],
  [
    "only the edge answers",
    () => new Response("", { status: 503 }),
    "No instance of the API answers at api.one.test (503).",
  ],
])("where %s, it is down, or starting while its first deploy is under way", async (_, answer, detail) => {
  const answers = await askServices(urls, network({ "https://api.one.test/readyz": answer }));
  expect(healthOf(answers, ESTABLISHED)).toEqual({ state: "down", detail });
  expect(healthOf(answers, NEW).state).toBe("starting");
});

it("an answer that isn't the API's is not taken for one", async () => {
  const other = () => new Response("<h1>It works</h1>", { status: 404 });
  const answers = await askServices(urls, network({ "https://api.one.test/readyz": other }));
  expect(healthOf(answers, ESTABLISHED)).toMatchObject({
    state: "down",
    detail: expect.stringContaining("status 404"),
  });
});

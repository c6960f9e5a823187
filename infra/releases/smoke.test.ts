import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  json,
  page,
  type RunningEnvironment,
  say,
  startEnvironment,
  unstampedPage,
} from "./smoke/running-environment.ts";
import { type CheckResult, smoke } from "./smoke.ts";

let running: RunningEnvironment;

beforeEach(async () => {
  running = await startEnvironment();
});

afterEach(() => running.stop());

/** What a smoke test finds wrong, by the name of the check. */
async function faults(timeoutMs?: number): Promise<Record<string, string>> {
  const { ok, checks } = await smoke(running.target, timeoutMs === undefined ? {} : { timeoutMs });
  const failed = checks.filter((check) => !check.ok);
  expect(ok).toBe(failed.length === 0);
  return Object.fromEntries(failed.map(({ name, detail }) => [name, detail]));
}

describe("of a healthy environment", () => {
  it("every check is good and says what it found", async () => {
    const { target } = running;
    const { ok, checks } = await smoke(target);
    expect(ok).toBe(true);
    expect(checks.map(({ name, detail }) => [name, detail.replace(/\d+ ms/, "n ms")])).toEqual([
      ["health", "The API is alive and ready."],
      ["version", "API and page run 1.2.3 (0123456789abcdef)."],
      ["environment", "API and page belong to local."],
      ["bundle", `The page talks to ${target.apiUrl} and ${target.wsUrl}.`],
      ["socket", "The socket greets in the name of local and answered a ping within n ms."],
      ["CORS", `The API answers pages of ${target.webUrl} alone.`],
      ["content security policy", `The page may connect to ${target.apiUrl} and ${target.wsUrl} alone.`],
    ]);
  });

  it("each result is told as soon as it is there", async () => {
    const told: CheckResult[] = [];
    const { checks } = await smoke(running.target, { onCheck: (result) => told.push(result) });
    expect(new Set(told)).toEqual(new Set(checks));
  });
});

describe("health", () => {
  it.each(["/healthz", "/readyz"])("finds %s unavailable", async (path) => {
    running.behaviour.api[path] = json({}, 503);
    expect(await faults()).toEqual({ health: `${running.target.apiUrl}${path} answers with status 503 and not 200.` });
  });

  it("takes no redirection for an answer", async () => {
    running.behaviour.api["/healthz"] = { status: 302, headers: { Location: "/version" }, body: "" };
    expect(await faults()).toEqual({ health: `${running.target.apiUrl}/healthz answers with status 302 and not 200.` });
  });
});

describe("version", () => {
  it("finds a page of another release than the API's", async () => {
    running.behaviour.web["/release.json"] = json({ version: "1.2.2", commit: "abc", bundleHash: "0".repeat(64) });
    expect(await faults()).toEqual({
      version: "The page runs 1.2.2 (abc) and not 1.2.3 (0123456789abcdef), the API's.",
    });
  });

  it("finds another release than the expected one", async () => {
    const expectedRelease = { version: "1.2.3", commit: "fedcba9876543210" };
    const { checks } = await smoke({ ...running.target, expectedRelease });
    expect(checks.find(({ name }) => name === "version")).toMatchObject({
      ok: false,
      detail: "The API runs 1.2.3 (0123456789abcdef) and not 1.2.3 (fedcba9876543210).",
    });
  });

  it("finds something else in the place of the page's release", async () => {
    running.behaviour.web["/release.json"] = unstampedPage;
    expect(await faults()).toEqual({
      version: `${running.target.webUrl}/release.json answers with something other than the JSON that is expected there.`,
    });
  });
});

describe("environment", () => {
  it("finds the page of another environment", async () => {
    running.behaviour.web["/"] = page(running.target, { NEXT_PUBLIC_APP_ENV: "staging" });
    expect(await faults()).toEqual({ environment: "The page belongs to staging and not to local." });
  });

  it("finds the API of another environment", async () => {
    const schema = { oldest: "0001", newest: "0001" };
    const release = { version: "1.2.3", commit: "0123456789abcdef", schema };
    running.behaviour.api["/version"] = json({ environment: "production", ...release });
    expect(await faults()).toEqual({ environment: "The API belongs to production and not to local." });
  });
});

describe("bundle", () => {
  it("finds the address of another API, and that the browser would let the page go there", async () => {
    const { target, behaviour } = running;
    behaviour.web["/"] = page(target, { NEXT_PUBLIC_API_URL: "https://api.live-listen.app" });
    expect(await faults()).toEqual({
      bundle: `The page carries NEXT_PUBLIC_API_URL=https://api.live-listen.app and not ${target.apiUrl}.`,
      "content security policy": `The page may connect to https://api.live-listen.app and ${target.wsUrl}, and not to ${target.apiUrl} and ${target.wsUrl} alone.`,
    });
  });

  it("finds a page that nobody stamped", async () => {
    running.behaviour.web["/"] = unstampedPage;
    const sentence = `The page at ${running.target.webUrl} carries no NEXT_PUBLIC_APP_ENV: it was deployed without being stamped.`;
    expect(await faults()).toEqual({
      environment: sentence,
      bundle: sentence,
      "content security policy": sentence,
    });
  });

  it("finds something that is no page", async () => {
    running.behaviour.web["/"] = json({});
    expect(await faults()).toMatchObject({
      bundle: `${running.target.webUrl}/ answers with application/json and not with a page.`,
    });
  });
});

describe("socket", () => {
  it("finds that it refuses this environment's page", async () => {
    running.behaviour.acceptSocket = () => false;
    const { wsUrl, webUrl } = running.target;
    expect(await faults()).toEqual({
      socket: `${wsUrl}/socket can't be opened from ${webUrl} (Unexpected server response: 401).`,
    });
  });

  it.each<[string, string, (running: RunningEnvironment) => void]>([
    [
      "the greeting of another environment",
      "greets in the name of production and not of local.",
      ({ behaviour }) => {
        const release = { version: "1", commit: "a" };
        behaviour.greet = (socket) => say(socket, { type: "hello", environment: "production", release });
      },
    ],
    [
      "that it speaks another version of the protocol",
      "says reload and not hello.",
      ({ behaviour }) => {
        behaviour.greet = (socket) => say(socket, { type: "reload" });
      },
    ],
    [
      "that it says something else",
      "says something unknown and not hello.",
      ({ behaviour }) => {
        behaviour.greet = (socket) => socket.send("hello");
      },
    ],
    [
      "that it closes before it greets",
      "closes before it says hello.",
      ({ behaviour }) => {
        behaviour.greet = (socket) => socket.close(1011);
      },
    ],
    [
      "that it answers another ping",
      "answers a ping with the number of another.",
      ({ behaviour }) => {
        behaviour.answer = (socket, { id }) => say(socket, { type: "pong", id: id + 1 });
      },
    ],
  ])("finds %s", async (_, sentence, spoil) => {
    spoil(running);
    expect(await faults()).toEqual({ socket: `${running.target.wsUrl}/socket ${sentence}` });
  });

  it("finds that pings stay unanswered", async () => {
    running.behaviour.answer = () => {};
    expect(await faults(200)).toEqual({ socket: "There was no answer within 0.2 s." });
  });
});

describe("CORS", () => {
  it.each<[string, (origin: string) => string | undefined, (running: RunningEnvironment) => string]>([
    ["that every page may read the API", () => "*", () => "tells a foreign page that it allows *."],
    [
      "that any origin is given back",
      (origin) => origin || undefined,
      () => "tells a foreign page that it allows https://foreign.invalid.",
    ],
    ["that no page may", () => undefined, ({ target }) => `allows no page and not exactly ${target.webUrl}.`],
    [
      "that another page may",
      (origin) => (origin.includes("foreign") ? undefined : "https://live-listen.app"),
      ({ target }) => `allows https://live-listen.app and not exactly ${target.webUrl}.`,
    ],
  ])("finds %s", async (_, allowOrigin, sentence) => {
    running.behaviour.allowOrigin = allowOrigin;
    expect(await faults()).toEqual({ CORS: `${running.target.apiUrl}/version ${sentence(running)}` });
  });
});

describe("content security policy", () => {
  function withPolicy(policy: string | undefined): void {
    const { web } = running.behaviour;
    const { "Content-Security-Policy": _, ...headers } = page(running.target).headers;
    const policyHeader = policy === undefined ? undefined : { "Content-Security-Policy": policy };
    web["/"] = { ...page(running.target), headers: { ...headers, ...policyHeader } };
  }

  it("finds a page without one", async () => {
    withPolicy(undefined);
    expect(await faults()).toEqual({
      "content security policy": `The page at ${running.target.webUrl} comes without a content security policy.`,
    });
  });

  it("finds one that doesn't speak of connections", async () => {
    withPolicy("default-src 'self'");
    expect(await faults()).toEqual({
      "content security policy": "The page's content security policy has no connect-src of its own.",
    });
  });

  it("finds a further address that the page may connect to", async () => {
    const { apiUrl, wsUrl } = running.target;
    withPolicy(`default-src 'none';connect-src ${wsUrl} 'self' ${apiUrl}`);
    expect(await faults()).toMatchObject({ "content security policy": expect.stringContaining(" and 'self' and ") });
    withPolicy(`default-src 'none'; Connect-Src ${wsUrl}  ${apiUrl}`);
    expect(await faults()).toEqual({});
  });
});

describe("of an environment that doesn't answer", () => {
  it("every check ends in time", async () => {
    running.behaviour.api = {};
    running.behaviour.web = {};
    running.behaviour.greet = () => {};
    const found = await faults(200);
    expect(Object.keys(found)).toHaveLength(7);
    expect(new Set(Object.values(found))).toEqual(new Set(["There was no answer within 0.2 s."]));
  });

  it("every check tells that nothing listens there", async () => {
    await running.stop();
    const { target } = running;
    const found = await faults();
    expect(found.health).toBe(`${target.apiUrl}/healthz can't be reached (ECONNREFUSED).`);
    expect(found.bundle).toBe(`${target.webUrl}/ can't be reached (ECONNREFUSED).`);
    expect(found.socket).toMatch(/can't be opened from .* \(.*ECONNREFUSED.*\)\.$/);
    expect(Object.keys(found)).toHaveLength(7);
    running = await startEnvironment();
  });

  it("addresses that are none are told as a fault like any other", async () => {
    const { ok, checks } = await smoke({ ...running.target, apiUrl: "nowhere", wsUrl: "nowhere", webUrl: "nowhere" });
    expect(ok).toBe(false);
    expect(checks.filter((check) => check.ok)).toEqual([]);
  });
});

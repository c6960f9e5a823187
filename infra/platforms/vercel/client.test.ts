import { expect, test } from "vitest";
import { faultOf } from "../test-fault.ts";
import { serveAnswers, type TestAnswer } from "../test-server.ts";
import { VercelClient } from "./client.ts";
import { findDnsRecordIds } from "./dns-record.ts";
import { findEnvironmentVariableIds } from "./environment-variable.ts";
import { findProjectId } from "./project.ts";
import { verifyProjectDomain } from "./project-domain.ts";

async function clientOf(answer: (count: number) => TestAnswer, signal?: AbortSignal) {
  const { url, requests } = await serveAnswers((request, count) =>
    request.headers.authorization === "Bearer canary" ? answer(count) : { status: 403 },
  );
  return { client: new VercelClient({ url, token: "canary" }, signal), requests };
}

function refusal(status: number): TestAnswer {
  return { status, body: { error: { code: "bad", message: "out of names,\n canary" } } };
}

test("a read is tried again, a change is not", async () => {
  const { client, requests } = await clientOf((count) => (count === 2 ? refusal(404) : undefined));
  expect(await findProjectId(client, "web")).toBeUndefined();
  expect(await faultOf(verifyProjectDomain(client, "web", "a.app"))).toMatch(
    /^Vercel could not be reached at 127\.0\.0\.1:\d+ \(.+\): run this again in a moment\.$/,
  );
  expect(requests).toEqual(["GET /v9/projects/web", "GET /v9/projects/web", expect.stringMatching(/^POST .*verify$/)]);
});

test("a limit of calls is waited for as long as Vercel asks", async () => {
  const { client, requests } = await clientOf((count) =>
    count === 1 ? { ...refusal(429), status: 429, headers: { "retry-after": "0.1" } } : refusal(404),
  );
  expect(await findProjectId(client, "web")).toBeUndefined();
  expect(requests).toHaveLength(2);
});

test.each([
  [401, /^Vercel refuses the token for the project web with 401 \(out of names, …\): .*vercel:apiToken\.$/],
  [403, /^Vercel refuses the token for the project web with 403 \(out of names, …\)/],
  [400, /^Vercel answered 400 when asked for the project web \(out of names, …\)/],
  [500, /^Vercel answered 500 when asked for the project web \(out of names, …\)/],
])("a refusal with %i is one sentence with what Vercel says of it", async (status, sentence) => {
  const { client } = await clientOf(() => refusal(status));
  expect(await faultOf(findProjectId(client, "web"))).toMatch(sentence);
});

test("a server that nobody runs is named, with what is wrong", async () => {
  const client = new VercelClient({ url: "http://127.0.0.1:9", token: "canary" });
  expect(await faultOf(verifyProjectDomain(client, "web", "a.app"))).toMatch(
    /^Vercel could not be reached at 127\.0\.0\.1:9 \((?!.*fetch failed)/,
  );
});

test.each([
  ["an answer that lacks fields", { status: 200, body: { id: 7, canary: "canary" } }, /\(.*\bnodeVersion\b/],
  ["a proxy's page", { status: 200, text: "<html>canary</html>" }, /\(the whole\)/],
  ["a proxy's page of its own kind", { status: 200, text: "canary", headers: { "content-type": "text/html" } }, /\(/],
])("%s is no answer of Vercel's", async (_what, answer, fields) => {
  const { client } = await clientOf(() => answer);
  const sentence = await faultOf(findProjectId(client, "web"));
  expect(sentence).toMatch(
    /^Vercel's answer for the project web is not what its contract says \(.*\): update Live Listen/,
  );
  expect(sentence).toMatch(fields);
});

// To take these for nothing would make what is there already a second time.
test("a list that isn't one, or isn't whole, is not taken for an empty one", async () => {
  const notAList = await clientOf(() => ({ status: 200, body: "canary" }));
  expect(await faultOf(findDnsRecordIds(notAList.client, "a.app", "api", "CNAME"))).toMatch(
    /the records of a\.app is not/,
  );
  const firstPage = { envs: [], pagination: { count: 0, next: 5, prev: null } };
  const { client } = await clientOf(() => ({ status: 200, body: firstPage }));
  expect(await faultOf(findEnvironmentVariableIds(client, "prj_1", "URL"))).toMatch(/\(pagination\.next\)/);
});

test("records are read page by page", async () => {
  const record = { id: "rec_1", slug: "", name: "api", type: "CNAME", value: "x", creator: "", created: 1, updated: 1 };
  const page = (name: string, next: number | null) => ({
    records: [{ ...record, name, createdAt: 1, updatedAt: 1 }],
    pagination: { count: 1, next, prev: null },
  });
  const { client, requests } = await clientOf((count) => ({
    status: 200,
    body: count === 1 ? page("other", 17) : page("api", null),
  }));
  expect(await findDnsRecordIds(client, "a.app", "api", "CNAME")).toEqual(["rec_1"]);
  expect(requests.map((request) => /until=(\d+)/.exec(request)?.[1])).toEqual([undefined, "17"]);
});

test("an interruption ends the work, and is no fault of Vercel's", async () => {
  const interruption = new AbortController();
  const { client } = await clientOf(() => ({ status: 429, headers: { "retry-after": "50" } }), interruption.signal);
  const asked = findProjectId(client, "web");
  setTimeout(() => interruption.abort(), 100);
  await expect(asked).rejects.toThrow(/abort/i);
  await expect(asked).rejects.not.toThrow(/could not be reached/);
});

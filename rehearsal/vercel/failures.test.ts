import { expect, test } from "vitest";
import { serveVercel } from "./index.ts";
import { ACCOUNTS, temporaryVercel } from "./test-vercel.ts";

const project = { name: "web" };
const projects = /^\/v10\/projects$/;

async function namesIn(vercel: { call(method: string, path: string): Promise<{ body: unknown }> }): Promise<string[]> {
  const { body } = await vercel.call("GET", "/v10/projects");
  return (body as { projects: { name: string }[] }).projects.map(({ name }) => name);
}

test("a request fails before anything is done, as often as asked for", async () => {
  await using vercel = await temporaryVercel();
  vercel.failNext({ method: "POST", path: projects, times: 2, how: { status: 503, message: "Busy." }, when: "before" });
  for (const _ of [1, 2]) {
    const answer = await vercel.call("POST", "/v10/projects", project);
    expect(answer).toMatchObject({ status: 503, body: { error: { message: "Busy." } } });
  }
  expect(await namesIn(vercel)).toEqual([]);
  expect((await vercel.call("POST", "/v10/projects", project)).status).toBe(200);
});

test("a request is carried out and its answer lost", async () => {
  await using vercel = await temporaryVercel();
  vercel.failNext({ method: "POST", path: projects, how: "reset", when: "after" });
  await expect(vercel.call("POST", "/v10/projects", project)).rejects.toThrow();
  expect(await namesIn(vercel)).toEqual(["web"]);
});

test("a connection ends before anything is done", async () => {
  await using vercel = await temporaryVercel();
  vercel.failNext({ method: "POST", path: projects, how: "reset", when: "before" });
  await expect(vercel.call("POST", "/v10/projects", project)).rejects.toThrow();
  expect(await namesIn(vercel)).toEqual([]);
});

test("only requests of the kind fail", async () => {
  await using vercel = await temporaryVercel();
  vercel.failNext({ method: "POST", path: /domains/, how: { status: 500 }, when: "before" });
  expect((await vercel.call("POST", "/v10/projects", project)).status).toBe(200);
  expect((await vercel.call("POST", "/v10/projects/web/domains", { name: "one.test" })).status).toBe(500);
});

test("a port that is taken is a fault with its cure", async () => {
  await using vercel = await temporaryVercel();
  const { port, stateDirectory } = vercel;
  await expect(serveVercel({ port, stateDirectory, accounts: ACCOUNTS })).rejects.toThrow(/lsof -nP/);
});

test("requests are told without what they carry", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v10/projects?teamId=team_one", project);
  expect(vercel.requests).toEqual([{ method: "POST", path: "/v10/projects" }]);
});

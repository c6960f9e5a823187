import { expect, test } from "vitest";
import { faultOf } from "../test-fault.ts";
import { serveAnswers } from "../test-server.ts";
import { VercelClient } from "./client.ts";
import { readDeployments } from "./deployments-list.ts";

/** The least that the contract lets a deployment of a list be. */
function listed(uid: string, createdAt: number, more: object = {}) {
  return {
    uid,
    name: "web",
    projectId: "prj_1",
    url: `${uid}.vercel.app`,
    created: createdAt,
    createdAt,
    creator: { uid: "user" },
    inspectorUrl: null,
    readyState: "READY",
    type: "LAMBDAS",
    ...more,
  };
}

const pagination = { count: 2, next: null, prev: null };

test("the newest production deployments of a project are listed, newest first", async () => {
  const deployments = [listed("dpl_1", 1_000), listed("dpl_2", 2_000, { ready: 2_500, meta: { version: "1.2.3" } })];
  const { url, requests } = await serveAnswers(() => ({ status: 200, body: { deployments, pagination } }));
  const client = new VercelClient({ url, token: "token", teamId: "team_1" });
  expect(await readDeployments(client, "prj_1", 6)).toMatchObject([
    { uid: "dpl_2", createdAt: 2_000, ready: 2_500, meta: { version: "1.2.3" } },
    { uid: "dpl_1", createdAt: 1_000, readyState: "READY" },
  ]);
  const asked = new URL(requests[0]?.split(" ")[1] ?? "", url);
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    projectId: "prj_1",
    target: "production",
    limit: "6",
    teamId: "team_1",
  });
});

test("a project that isn't there has none, and a refusal is told", async () => {
  const answer = (status: number) =>
    serveAnswers(() => ({ status, body: { error: { code: "no", message: "no canary" } } }));
  const client = ({ url }: { url: string }) => new VercelClient({ url, token: "canary" });
  expect(await readDeployments(client(await answer(404)), "prj_1", 6)).toEqual([]);
  expect(await faultOf(readDeployments(client(await answer(403)), "prj_1", 6))).toMatch(
    /^Vercel refuses the token for the deployments of prj_1/,
  );
});

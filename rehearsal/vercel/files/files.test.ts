import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, utimes } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { deploy, makeProject } from "../test-deploy.ts";
import { ACCOUNTS, type TemporaryVercel, temporaryVercel } from "../test-vercel.ts";
import { FileStore } from "./store.ts";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

async function upload(
  vercel: TemporaryVercel,
  content: string,
  headers: Readonly<Record<string, string>> = { "x-vercel-digest": sha1(content) },
  token: string = ACCOUNTS[0].token,
) {
  const response = await fetch(`${vercel.url}/v2/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream", ...headers },
    body: content,
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function stored(vercel: TemporaryVercel): Promise<string[]> {
  const names = await readdir(join(vercel.stateDirectory, "files"), { recursive: true }).catch(() => []);
  return names.filter((name) => name.includes("/")).map((name) => name.split("/").at(-1) ?? "");
}

test("a file is kept once, for its owner alone", async () => {
  await using vercel = await temporaryVercel();
  expect(await upload(vercel, "one")).toEqual({ status: 200, body: { urls: [] } });
  expect((await upload(vercel, "one")).status).toBe(200);
  expect((await upload(vercel, "", { "x-now-digest": sha1("") })).status).toBe(200);
  expect((await stored(vercel)).toSorted()).toEqual([sha1("one"), sha1("")].toSorted());
  const { mode } = await stat(join(vercel.stateDirectory, "files", "of-team_one", sha1("one")));
  expect(mode & 0o777).toBe(0o600);
});

test.each([
  [{}, "Invalid request: the header `x-vercel-digest` is missing."],
  [{ "x-vercel-digest": "abc" }, "Invalid request: `x-vercel-digest` must be a SHA-1 in 40 hexadecimal digits."],
  [{ "x-vercel-digest": sha1("two") }, `The file's SHA-1 is ${sha1("one")}, and not ${sha1("two")} as was announced.`],
])("an upload with %j is refused, and leaves nothing", async (headers, message) => {
  await using vercel = await temporaryVercel();
  const refused = { status: 400, body: { error: { code: "bad_request", message } } };
  expect(await upload(vercel, "one", headers)).toEqual(refused);
  expect(await stored(vercel)).toEqual([]);
});

test("an upload that is cut off leaves nothing", async () => {
  await using vercel = await temporaryVercel();
  const headers = { authorization: "Bearer token-of-one", "x-vercel-digest": sha1("one"), "content-length": "1000" };
  const cut = request(`${vercel.url}/v2/files`, { method: "POST", headers });
  cut.on("error", () => {});
  cut.write("only this");
  await expect.poll(() => stored(vercel)).toHaveLength(1);
  const gone = once(cut, "close").catch(() => {});
  cut.destroy();
  await gone;
  await expect.poll(() => stored(vercel)).toEqual([]);
});

test("what is missing of a deployment is told, and another team's files are", async () => {
  await using vercel = await temporaryVercel();
  await makeProject(vercel, "web");
  await upload(vercel, "one");
  await upload(vercel, "two", { "x-vercel-digest": sha1("two") }, ACCOUNTS[1].token);
  const files = ["one", "two", "two"].map((text, index) => ({ file: `${index}.txt`, sha: sha1(text), size: 3 }));
  const answer = await vercel.call("POST", "/v13/deployments", { name: "web", files });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: "missing_files", missing: [sha1("two")] } } });
  await upload(vercel, "two");
  expect((await vercel.call("POST", "/v13/deployments", { name: "web", files })).status).toBe(200);
});

test("files go with the last deployment that has them, unless they were uploaded a short time ago", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  const first = await deploy(vercel, project, { "index.html": "shared", "one.txt": "one" });
  const second = await deploy(vercel, project, { "index.html": "shared", "two.txt": "two" });
  const folder = join(vercel.stateDirectory, "files", "of-team_one");
  const age = async (text: string) => utimes(join(folder, sha1(text)), new Date(0), new Date(0));
  for (const text of ["shared", "one"]) await age(text);
  await vercel.call("DELETE", `/v13/deployments/${first.id}`);
  expect((await stored(vercel)).toSorted()).toEqual([sha1("shared"), sha1("two")].toSorted());
  await vercel.call("DELETE", `/v13/deployments/${second.id}`);
  expect(await stored(vercel)).toEqual([sha1("two")]);
});

test("a file that is claimed is not removed, and one that isn't there can't be", async () => {
  const folder = await mkdtemp(join(tmpdir(), "files-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = new FileStore(folder);
  const { sha } = await store.receive("team/../one", [Buffer.from("one")]);
  expect(await readdir(folder)).toEqual(["of-team%2F..%2Fone"]);
  const before = Date.now() + 60_000;
  await utimes(join(folder, "of-team%2F..%2Fone", sha), new Date(0), new Date(0));
  const claimed = store.claim("team/../one", sha);
  const removed = store.removeUnused("team/../one", new Set(), Date.now() - 60_000);
  expect(await claimed).toBe(3);
  await removed;
  expect((await store.read("team/../one", sha))?.toString()).toBe("one");
  await store.removeUnused("team/../one", new Set(), before);
  expect(await store.read("team/../one", sha)).toBeUndefined();
  expect(await store.claim("team/../one", sha)).toBeUndefined();
});

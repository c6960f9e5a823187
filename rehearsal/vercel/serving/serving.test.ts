import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, deploy, makeProject } from "../test-deploy.ts";
import { type TemporaryVercel, temporaryVercel } from "../test-vercel.ts";

let vercel: TemporaryVercel;
const HOST = "app.one.test";
const SCRIPT = `console.log("${"line ".repeat(200)}");`;
const PAGE = "<!doctype html><title>Page</title>";
const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

beforeAll(async () => {
  vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  await vercel.call("POST", `/v10/projects/${project}/domains`, { name: HOST });
  await deploy(vercel, project, {
    "index.html": PAGE,
    "docs/index.html": "docs",
    "docs/one.html": "one",
    "assets/app.js": SCRIPT,
    "tiny.txt": "0123456789",
    "blob.bin": "\0".repeat(1000),
    "ümlaut file.txt": "ü",
    ".well-known/security.txt": "contact",
    "vercel.json": { headers: [{ source: "/assets/(.*)", headers: [{ key: "Cache-Control", value: "max-age=1" }] }] },
  });
});
afterAll(() => vercel[Symbol.asyncDispose]());

test("a page comes with the headers of Vercel's static files", async () => {
  const { status, headers, text } = await ask(vercel, HOST);
  expect({ status, text }).toEqual({ status: 200, text: PAGE });
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-length": String(PAGE.length),
    "content-disposition": 'inline; filename="index.html"',
    "cache-control": "public, max-age=0, must-revalidate",
    etag: `"${sha1(PAGE)}"`,
    server: "Vercel",
    "x-vercel-id": expect.stringMatching(/^iad1::\w{5}-\d{13}-\w{12}$/),
    "x-vercel-cache": "HIT",
    "strict-transport-security": "max-age=63072000",
  });
  expect(headers).not.toHaveProperty("x-robots-tag");
  expect((await ask(vercel, HOST)).headers["x-vercel-id"]).not.toBe(headers["x-vercel-id"]);
});

test.each([
  ["/docs", 200, "docs"],
  ["/docs/", 200, "docs"],
  ["/docs/index.html", 200, "docs"],
  ["/docs/one.html", 200, "one"],
  ["/docs/one", 404, undefined],
  ["/%C3%BCmlaut%20file.txt", 200, "ü"],
  ["/.well-known/security.txt", 200, "contact"],
  ["/index.html?any=thing", 200, PAGE],
  ["/tiny.txt/", 404, undefined],
  ["/vercel.json", 404, undefined],
  ["/../../state/vercel.json", 404, undefined],
  ["/..%2f..%2fvercel.json", 404, undefined],
  ["/%E0%A4", 400, undefined],
])("%s is answered with %i", async (path, status, text) => {
  const answer = await ask(vercel, HOST, path);
  expect(answer.status).toBe(status);
  if (text !== undefined) expect(answer.text).toBe(text);
});

test("the host name counts without its port, and in any case", async () => {
  expect((await ask(vercel, "APP.one.test:8443")).text).toBe(PAGE);
});

test("what isn't there is told by a code, to browsers on a page", async () => {
  const plain = await ask(vercel, HOST, "/none");
  expect(plain.status).toBe(404);
  expect(plain.headers).toMatchObject({ "x-vercel-error": "NOT_FOUND", "content-type": "text/plain; charset=utf-8" });
  expect(plain.text).toContain(`NOT_FOUND\n\n${plain.headers["x-vercel-id"]}`);
  const page = await ask(vercel, HOST, "/none", { accept: "text/html,*/*" });
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(page.text).toContain("<h1>404: NOT_FOUND</h1>");
  const unknown = await ask(vercel, "unknown.one.test");
  expect(unknown.status).toBe(404);
  expect(unknown.headers["x-vercel-error"]).toBe("DEPLOYMENT_NOT_FOUND");
});

test("files are read, and nothing else", async () => {
  const posted = await ask(vercel, HOST, "/", {}, "POST");
  expect(posted.status).toBe(405);
  expect(posted.headers).toMatchObject({ "x-vercel-error": "INVALID_REQUEST_METHOD", allow: "GET, HEAD" });
  const head = await ask(vercel, HOST, "/", {}, "HEAD");
  expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: "" });
  expect(head.headers["content-length"]).toBe(String(PAGE.length));
});

describe("a request that has the file already", () => {
  test("gets no body, by the entity tag, also by the one of another encoding", async () => {
    const { headers } = await ask(vercel, HOST, "/assets/app.js", { "accept-encoding": "br" });
    expect(headers.etag).toBe(`W/"${sha1(SCRIPT)}"`);
    for (const known of [headers.etag ?? "", `"${sha1(SCRIPT)}"`, `"other", "${sha1(SCRIPT)}"`, "*"]) {
      const again = await ask(vercel, HOST, "/assets/app.js", { "if-none-match": known });
      expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: "" });
      expect(again.headers).toMatchObject({ etag: `"${sha1(SCRIPT)}"`, "cache-control": "max-age=1" });
    }
    expect((await ask(vercel, HOST, "/assets/app.js", { "if-none-match": '"other"' })).status).toBe(200);
  });

  test("gets no body, by its time, unless there is an entity tag", async () => {
    const { headers } = await ask(vercel, HOST);
    const since = { "if-modified-since": headers["last-modified"] ?? "" };
    expect((await ask(vercel, HOST, "/", since)).status).toBe(304);
    expect((await ask(vercel, HOST, "/", { ...since, "if-none-match": '"other"' })).status).toBe(200);
    expect((await ask(vercel, HOST, "/", { "if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT" })).status).toBe(200);
  });
});

describe("compression", () => {
  test.each([
    ["br, gzip", "br"],
    ["gzip", "gzip"],
    ["br;q=0.1, gzip;q=0.9", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["identity", undefined],
    ["*", "br"],
  ])("a request that accepts %s gets %s", async (accepted, encoding) => {
    const { headers, body } = await ask(vercel, HOST, "/assets/app.js", { "accept-encoding": accepted });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers.vary).toBe("accept-encoding");
    expect(headers["content-length"]).toBe(String(body.byteLength));
    const open = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""] ?? ((same: Buffer) => same);
    expect(open(body).toString()).toBe(SCRIPT);
  });

  test.each(["/tiny.txt", "/blob.bin"])("%s is not worth it", async (path) => {
    expect((await ask(vercel, HOST, path, { "accept-encoding": "br" })).headers).not.toHaveProperty("content-encoding");
  });
});

describe("a part of a file", () => {
  test.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-2", 206, "89", "bytes 8-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=0-0,2-3", 200, "0123456789", undefined],
    ["bytes=4-2", 200, "0123456789", undefined],
    ["lines=1-2", 200, "0123456789", undefined],
  ])("%s is answered with %i", async (range, status, text, contentRange) => {
    const answer = await ask(vercel, HOST, "/tiny.txt", { range });
    expect({ status: answer.status, text: answer.text }).toEqual({ status, text });
    expect(answer.headers["content-range"]).toBe(contentRange);
  });

  const tag = `"${sha1("0123456789")}"`;
  test.each([
    ["GET", tag, 206, "234"],
    ["GET", `W/${tag}`, 200, "0123456789"],
    ["GET", '"other"', 200, "0123456789"],
    ["GET", "Mon, 01 Jan 2001 00:00:00 GMT", 200, "0123456789"],
    ["HEAD", tag, 200, ""],
    ["HEAD", undefined, 200, ""],
  ])("a %s whose If-Range is %s is answered with %i", async (method, condition, status, text) => {
    const headers = { range: "bytes=2-4", ...(condition && { "if-range": condition }) };
    const answer = await ask(vercel, HOST, "/tiny.txt", headers, method);
    expect({ status: answer.status, text: answer.text }).toEqual({ status, text });
    expect(answer.headers["content-range"]).toBe(status === 206 ? "bytes 2-4/10" : undefined);
    expect(answer.headers["content-length"]).toBe(status === 206 ? "3" : "10");
  });

  test("is not missed by a HEAD or an outdated If-Range beyond the end", async () => {
    const range = "bytes=10-";
    expect((await ask(vercel, HOST, "/tiny.txt", { range }, "HEAD")).status).toBe(200);
    expect((await ask(vercel, HOST, "/tiny.txt", { range, "if-range": '"other"' })).status).toBe(200);
  });
});

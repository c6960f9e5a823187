import { expect, onTestFinished, test } from "vitest";
import { type Answer, ask, deploy, makeProject } from "../test-deploy.ts";
import { temporaryVercel } from "../test-vercel.ts";

const PAGES = {
  "index.html": "start",
  "about.html": "about",
  "docs/index.html": "docs",
  "docs/one.html": "one",
  "assets/app.js": "app",
  "file.txt": "file",
};

/** Deploys the pages with a `vercel.json`. @returns what asks for a path of it */
async function serving(config: object, files: Readonly<Record<string, string>> = PAGES) {
  const vercel = await temporaryVercel();
  onTestFinished(() => vercel[Symbol.asyncDispose]());
  const made = await deploy(vercel, await makeProject(vercel, "web"), { ...files, "vercel.json": config });
  expect(made.errorMessage).toBeUndefined();
  return (path: string, headers?: Record<string, string>): Promise<Answer> => ask(vercel, made.url, path, headers);
}

async function failureOf(config: object | string, more: Readonly<Record<string, string>> = PAGES, body = {}) {
  await using vercel = await temporaryVercel();
  const files = config === "" ? more : { ...more, "vercel.json": config };
  const { readyState, errorMessage } = await deploy(vercel, await makeProject(vercel, "web"), files, body);
  expect(readyState).toBe("ERROR");
  return errorMessage;
}

test("a rewrite is for what is no file, and keeps the address", async () => {
  const get = await serving({ rewrites: [{ source: "/((?!assets/).*)", destination: "/index.html" }] });
  expect((await get("/rooms/abc?x=1")).text).toBe("start");
  expect((await get("/about.html")).text).toBe("about");
  expect((await get("/assets/app.js")).text).toBe("app");
  expect((await get("/assets/gone.js")).status).toBe(404);
  expect((await get("/rooms/abc")).headers["content-type"]).toBe("text/html; charset=utf-8");
});

test("a rewrite takes parts of the path along", async () => {
  const get = await serving({
    rewrites: [
      { source: "/read/:page", destination: "/docs/:page.html" },
      { source: "/any/:rest*", destination: "/:rest*" },
    ],
  });
  expect((await get("/read/one")).text).toBe("one");
  expect((await get("/read/none")).status).toBe(404);
  expect((await get("/any/docs/one.html")).text).toBe("one");
  expect((await get("/Read/one")).status).toBe(404);
});

test("headers are those of all rules that fit the address, and of the last one where they differ", async () => {
  const get = await serving({
    headers: [
      {
        source: "/(.*)",
        headers: [
          { key: "X-All", value: "yes" },
          { key: "Cache-Control", value: "no-cache" },
        ],
      },
      {
        source: "/assets/:name",
        headers: [
          { key: "cache-control", value: "immutable" },
          { key: "X-Name", value: ":name" },
        ],
      },
    ],
    rewrites: [{ source: "/(.*)", destination: "/index.html" }],
  });
  expect((await get("/")).headers).toMatchObject({ "x-all": "yes", "cache-control": "no-cache" });
  const asset = (await get("/assets/app.js")).headers;
  expect(asset).toMatchObject({ "x-all": "yes", "cache-control": "immutable", "x-name": "app.js" });
  expect((await get("/assets/%C3%BC%0d%0aX-Evil:%201")).headers).toMatchObject({ "x-name": "%C3%BC%0D%0AX-Evil: 1" });
  // The rules are of the address, not of the file that it is rewritten to.
  expect((await get("/assets/rewritten")).headers["cache-control"]).toBe("immutable");
});

test("headers go with what isn't there, too", async () => {
  const get = await serving({ headers: [{ source: "/(.*)", headers: [{ key: "X-All", value: "yes" }] }] });
  const { status, headers } = await get("/none");
  expect(status).toBe(404);
  expect(headers["x-all"]).toBe("yes");
});

test.each([
  [{}, 308],
  [{ permanent: false }, 307],
  [{ permanent: true }, 308],
  [{ statusCode: 301 }, 301],
])("a redirect with %j has the status %i, comes before files, and keeps the query", async (more, status) => {
  const redirects = [{ source: "/docs/:name", destination: "/about.html?from=:name", ...more }];
  const answer = await (await serving({ redirects }))("/docs/one.html?a=1&from=me");
  expect(answer.status).toBe(status);
  expect(answer.headers.location).toBe("/about.html?from=one.html&a=1");
});

test("a redirect leads to another server, and never because of the path alone", async () => {
  const get = await serving({
    redirects: [
      { source: "/out/:rest*", destination: "https://other.test/:rest*" },
      { source: "/in/(.*)", destination: "/$1" },
    ],
  });
  expect((await get("/out/a/b%20c?q=1")).headers.location).toBe("https://other.test/a/b%20c?q=1");
  expect((await get("/in//evil.test")).headers.location).toBe("/evil.test");
});

test("rules hold under conditions", async () => {
  const has = [
    { type: "header", key: "X-Beta", value: "(?<level>\\d+)" },
    { type: "query", key: "room" },
  ];
  const get = await serving({
    redirects: [
      { source: "/start", has, destination: "/beta/$level/:room" },
      { source: "/start", has: [{ type: "cookie", key: "seen", value: "yes" }], destination: "/seen" },
      { source: "/start", missing: [{ type: "host", value: ".*\\.vercel\\.app" }], destination: "/never" },
    ],
  });
  expect((await get("/start?room=a", { "x-beta": "7" })).headers.location).toBe("/beta/7/a?room=a");
  expect((await get("/start?room=a", { "x-beta": "seven" })).status).toBe(404);
  expect((await get("/start", { cookie: "seen=yes" })).headers.location).toBe("/seen");
  expect((await get("/start")).status).toBe(404);
});

test("with cleanUrls pages are at their names, and elsewhere lead there", async () => {
  const get = await serving({ cleanUrls: true });
  expect((await get("/about")).text).toBe("about");
  expect((await get("/docs")).text).toBe("docs");
  expect((await get("/about.html?a=1")).headers.location).toBe("/about?a=1");
  expect((await get("/docs/index.html")).headers.location).toBe("/docs");
  expect((await get("/index")).headers.location).toBe("/");
  expect((await get("/")).text).toBe("start");
});

test("trailingSlash puts a slash at the end of pages, or of none", async () => {
  const off = await serving({ trailingSlash: false });
  expect(await off("/docs/")).toMatchObject({ status: 308, headers: { location: "/docs" } });
  expect((await off("/docs")).text).toBe("docs");
  const on = await serving({ trailingSlash: true });
  expect(await on("/docs")).toMatchObject({ status: 308, headers: { location: "/docs/" } });
  expect((await on("/docs/")).text).toBe("docs");
  expect((await on("/file.txt")).text).toBe("file");
  expect(await on("/file.txt/")).toMatchObject({ status: 308, headers: { location: "/file.txt" } });
  expect((await on("/.well-known/none")).status).toBe(404);
});

test("the older routes hold before files and after them, and for errors", async () => {
  const get = await serving({
    routes: [
      { src: "/assets/(.*)", headers: { "X-Asset": "$1" }, continue: true },
      { src: "/old", status: 302, headers: { Location: "/about.html" } },
      { src: "/gone", status: 410, dest: "/file.txt" },
      { handle: "filesystem" },
      { src: "/app/.*", dest: "/index.html" },
      { handle: "error" },
      { src: "/.*", status: 404, dest: "/about.html" },
    ],
  });
  expect((await get("/assets/app.js")).headers["x-asset"]).toBe("app.js");
  expect(await get("/old")).toMatchObject({ status: 302, headers: { location: "/about.html" } });
  expect(await get("/gone")).toMatchObject({ status: 410, text: "file" });
  expect((await get("/app/x")).text).toBe("start");
  expect(await get("/none")).toMatchObject({ status: 404, text: "about" });
});

test("a 404.html is the page of what isn't there", async () => {
  const get = await serving({}, { ...PAGES, "404.html": "lost" });
  expect(await get("/none")).toMatchObject({ status: 404, text: "lost" });
});

test("what is served is the output directory, in the root directory", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  const files = { "web/dist/index.html": "in dist", "web/public/index.html": "in public", "web/note.txt": "note" };
  const set = (settings: object) => ({ projectSettings: { rootDirectory: "web", ...settings } });
  const dist = await deploy(vercel, project, files, set({ outputDirectory: "dist" }));
  expect((await ask(vercel, dist.url)).text).toBe("in dist");
  expect((await ask(vercel, dist.url, "/note.txt")).status).toBe(404);
  const byDefault = await deploy(vercel, project, files, set({}));
  expect((await ask(vercel, byDefault.url)).text).toBe("in public");
  const all = await deploy(vercel, project, files, set({ outputDirectory: "." }));
  expect((await ask(vercel, all.url, "/note.txt")).text).toBe("note");
  const none = await deploy(vercel, project, files, set({ outputDirectory: "build" }));
  expect(none.errorMessage).toBe('There is no file in the output directory "build".');
});

test.each([
  ["{", "vercel.json is not valid: it is no JSON."],
  [{ functions: {} }, "vercel.json is not valid: the whole has the unknown property `functions`."],
  [
    { cleanUrls: "yes" },
    "vercel.json is not valid: `cleanUrls` is wrong (Invalid input: expected boolean, received string).",
  ],
  [
    { headers: [{ source: "a", headers: [] }] },
    "vercel.json is not valid: `headers.0.source` must begin with a slash.",
  ],
  [{ rewrites: [{ source: "/(", destination: "/" }] }, 'vercel.json has the pattern "/(", which can\'t be read.'],
  [{ routes: [], rewrites: [] }, "vercel.json is not valid: `routes` can't be used together with `rewrites`."],
  [
    { rewrites: [{ source: "/a", destination: "https://other.test" }] },
    "vercel.json rewrites to https://other.test, and this stand-in of Vercel passes nothing on to other servers.",
  ],
  [
    { buildCommand: "make" },
    "This stand-in of Vercel serves files as they are, and `buildCommand` asks for a build: build before, and set it to null.",
  ],
])("a deployment with the vercel.json %j ends in an error that says why", async (config, message) => {
  expect(await failureOf(config)).toBe(message);
});

test("a deployment that would need a build or a function ends in an error that says why", async () => {
  expect(await failureOf("", { ...PAGES, "api/hello.js": "" })).toBe(
    "This stand-in of Vercel runs no functions, and /api/hello.js is one.",
  );
  const withScript = { ...PAGES, "package.json": '{"scripts":{"build":"vite build"}}' };
  expect(await failureOf("", withScript)).toMatch(/package\.json has a build script/);
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  const settled = await deploy(vercel, project, withScript, { projectSettings: { buildCommand: "" } });
  expect(settled.readyState).toBe("READY");
});

import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { securityHeaders } from "./headers.ts";
import { startWebServer, type WebServer } from "./server.ts";
import { readStamp } from "./stamp.ts";

const variables = {
  NEXT_PUBLIC_APP_ENV: "local",
  NEXT_PUBLIC_API_URL: "http://localhost:3001",
  NEXT_PUBLIC_WS_URL: "ws://localhost:3001",
} as const;
const navigation = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

let parent: string;
let directory: string;
let server: WebServer;
let page: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "web-server-"));
  directory = join(parent, "dist");
  page = await readFile(join(import.meta.dirname, "../index.html"), "utf8");
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(directory, "index.html"), page);
  await writeFile(join(directory, "assets/index-abc.js"), "export {};");
  await writeFile(join(directory, "release.json"), "{}");
  await writeFile(join(parent, "secret.txt"), "secret");
  server = await startWebServer({ directory, port: 0, variables });
});

afterAll(async () => {
  await server.stop();
  await rm(parent, { recursive: true });
});

/** Asks for a path exactly as it is written: fetch would resolve dots before they reach the server. */
async function rawGet(path: string): Promise<{ status: number; body: string }> {
  const asked = request({ host: "127.0.0.1", port: server.port, path, headers: navigation });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const chunks: Buffer[] = await response.toArray();
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}

describe("the page", () => {
  it("is stamped in memory, while the directory stays as it was built", async () => {
    const response = await fetch(server.url);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(readStamp(await response.text())).toEqual(variables);
    expect(await readFile(join(directory, "index.html"), "utf8")).toBe(page);
  });

  it("answers at every address that somebody goes to", async () => {
    for (const path of ["/", "/index.html", "/rooms/some-room", "/rooms/a.b?x=1"]) {
      const response = await fetch(server.url + path, { headers: navigation });
      expect([path, response.status, response.headers.get("Cache-Control")]).toEqual([path, 200, "no-cache"]);
      expect(readStamp(await response.text())).toEqual(variables);
    }
  });

  it("doesn't answer in place of a file that is gone", async () => {
    for (const [path, headers] of [
      ["/nothing.js", { Accept: "*/*" }],
      ["/nothing.css", { Accept: "text/css,*/*;q=0.1" }],
      ["/assets/index-old.js", navigation],
    ] as const) {
      const response = await fetch(server.url + path, { headers });
      expect([path, response.status, await response.text()]).toEqual([path, 404, "Not found"]);
    }
  });
});

describe("every answer", () => {
  it("carries the security headers, also where there is nothing to answer with", async () => {
    for (const [path, method] of [
      ["/", "GET"],
      ["/", "HEAD"],
      ["/assets/index-abc.js", "GET"],
      ["/assets/nothing.js", "GET"],
      ["/", "POST"],
    ] as const) {
      const response = await fetch(server.url + path, { method });
      for (const { name, value } of securityHeaders(variables)) {
        expect([path, method, name, response.headers.get(name)]).toEqual([path, method, name, value]);
      }
    }
  });

  it("says how long a file may be kept", async () => {
    const kept = async (path: string) => (await fetch(server.url + path)).headers.get("Cache-Control");
    expect(await kept("/assets/index-abc.js")).toBe("public, max-age=31536000, immutable");
    expect(await kept("/release.json")).toBe("no-cache");
    expect(await kept("/assets/nothing.js")).toBe("no-store");
  });

  it("is not sent again to whoever has it already", async () => {
    const tag = (await fetch(server.url)).headers.get("ETag") ?? "";
    const again = await fetch(server.url, { headers: { "If-None-Match": tag } });
    expect([again.status, again.headers.get("ETag"), await again.text()]).toEqual([304, tag, ""]);
    expect(again.headers.get("Content-Security-Policy")).toContain("connect-src http://localhost:3001");
    const other = await fetch(server.url, { headers: { "If-None-Match": '"other"' } });
    expect(other.status).toBe(200);
  });

  it("to HEAD is the same without its body", async () => {
    const get = await fetch(server.url);
    const head = await fetch(server.url, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("Content-Length")).toBe(String((await get.arrayBuffer()).byteLength));
    expect(head.headers.get("Content-Type")).toBe(get.headers.get("Content-Type"));
    expect(await head.text()).toBe("");
  });

  it("to a method that changes something is a refusal", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const response = await fetch(server.url, { method });
      expect([method, response.status, response.headers.get("Allow")]).toEqual([method, 405, "GET, HEAD"]);
    }
  });
});

it("never leaves its directory", async () => {
  for (const path of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%2e%2e%5csecret.txt",
    "/%252e%252e/secret.txt",
    "//secret.txt",
    `/${parent}/secret.txt`,
    "/secret.txt%00.html",
    "/%ff",
  ]) {
    const { status, body } = await rawGet(path);
    expect([path, status, body.includes("secret")]).toEqual([path, expect.any(Number), false]);
    expect(status).toBeLessThan(500);
  }
});

describe("starting", () => {
  it("tells that its port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(startWebServer({ directory, port, variables })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken by another program; see which one with \`lsof -i :${port}\`, or choose another with \`--port\`.`,
    );
    other.close();
  });

  it("tells that nothing is built", async () => {
    await expect(startWebServer({ directory: parent, port: 0, variables })).rejects.toThrow(/no built page/);
  });
});

describe("stopping", () => {
  it("closes idle connections and can be asked for twice", async () => {
    const stopping = await startWebServer({ directory, port: 0, variables });
    const idle = connect(stopping.port, "127.0.0.1");
    idle.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await once(idle, "data");
    const closed = once(idle, "close");
    idle.resume();
    await Promise.all([stopping.stop(), stopping.stop(), closed]);
    await expect(fetch(stopping.url)).rejects.toThrow();
  });
});

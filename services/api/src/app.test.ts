import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { createRoute, z } from "@hono/zod-openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, RELEASE, serveTestApp, type TestApi, WEB_URL } from "../test/server.ts";
import { MAXIMUM_BODY_BYTES } from "./http/body.ts";
import { errorAnswerSchema } from "./http/error-answer.ts";

const echoRoute = createRoute({
  method: "post",
  path: "/echo",
  request: { body: { content: { "application/json": { schema: z.object({ name: z.string() }) } } } },
  responses: {
    200: { description: "The same", content: { "application/json": { schema: z.object({ name: z.string() }) } } },
  },
});

function createAppWithRoutes() {
  const made = createTestApp();
  made.app.openapi(echoRoute, (c) => c.json(c.req.valid("json"), 200));
  made.app.get("/broken", () => {
    throw new Error("connect failed: postgresql://app:url-canary@host/db");
  });
  return made;
}

let api: TestApi;
beforeAll(async () => {
  api = await serveTestApp(createAppWithRoutes());
});
afterAll(() => api.server.stop(0));

function errorOf(code: string) {
  return { error: { code, message: expect.stringMatching(/^.+\.$/), requestId: expect.any(String) } };
}

/** Reads an error; throws when it doesn't have the one shape. */
async function readError(response: Response) {
  return errorAnswerSchema.parse(await response.json());
}

function send(path: string, body: string, headers: Record<string, string> = { "content-type": "application/json" }) {
  return fetch(api.origin + path, { method: "POST", body, headers });
}

describe("errors", () => {
  it("have one shape when nothing is there, with the id that the header carries", async () => {
    const response = await fetch(`${api.origin}/nowhere`);
    expect(response.status).toBe(404);
    const answer = await readError(response);
    expect(answer).toEqual(errorOf("not_found"));
    expect(answer.error.requestId).toBe(response.headers.get("x-request-id"));
  });

  it("name the methods that a path takes", async () => {
    const response = await fetch(`${api.origin}/version`, { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await response.json()).toEqual(errorOf("method_not_allowed"));
  });

  it("tell nobody what broke, and log it without its secrets", async () => {
    const response = await fetch(`${api.origin}/broken`);
    expect(response.status).toBe(500);
    const answer = await readError(response);
    expect(answer).toEqual(errorOf("internal"));
    const line = api.lines.find(
      ({ msg, requestId }) => msg === "a request failed" && requestId === answer.error.requestId,
    );
    expect(line).toMatchObject({
      level: "error",
      err: { message: "connect failed: postgresql://app:[redacted]@host/db" },
    });
    expect(api.text()).not.toContain("canary");
  });

  it("have the same shape when a request isn't even HTTP", async () => {
    const socket = connect(api.server.port, "127.0.0.1");
    socket.write("NOT HTTP\r\n\r\n");
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual(errorOf("malformed_request"));
  });
});

describe("bodies", () => {
  it("are passed on when they are fine", async () => {
    const response = await send("/echo", JSON.stringify({ name: "a" }));
    expect(await response.json()).toEqual({ name: "a" });
  });

  it("are refused when they don't have the form that the route declares, in a sentence that names the place", async () => {
    const response = await send("/echo", JSON.stringify({ name: 1 }));
    expect(response.status).toBe(400);
    const answer = await readError(response);
    expect(answer).toEqual(errorOf("invalid_request"));
    expect(answer.error.message).toContain("json at name");
  });

  it.each(["/echo", "/version", "/nowhere"])("are refused as malformed JSON at %s", async (path) => {
    for (const body of ["{", "{'a': 1}", '{"a": 1', "nope"]) {
      const response = await send(path, body, { "content-type": "application/json; charset=utf-8" });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual(errorOf("malformed_json"));
    }
  });

  it.each(["/echo", "/version", "/nowhere"])("of 1 MiB are refused at %s", async (path) => {
    const response = await send(path, JSON.stringify("a".repeat(1024 * 1024)));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual(errorOf("body_too_large"));
  });

  it("of 1 MiB are refused as well when they come in chunks and don't announce their length", async () => {
    const response = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const request = httpRequest(`${api.origin}/echo`, {
        method: "POST",
        headers: { "content-type": "application/json" },
      });
      request.on("response", async (incoming) => resolve({ status: incoming.statusCode, body: await text(incoming) }));
      request.on("error", reject);
      for (let chunk = 0; chunk < 64; chunk += 1) request.write("a".repeat(16 * 1024));
      request.end();
    });
    expect(response.status).toBe(413);
    expect(JSON.parse(response.body)).toEqual(errorOf("body_too_large"));
  });

  it("far beyond any use are refused without being read to their end", async () => {
    const answer = new Promise<string>((resolve) => {
      const socket = connect(api.server.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");
      const flood = setInterval(() => socket.write("a".repeat(256 * 1024)), 1);
      socket.once("data", (data) => {
        clearInterval(flood);
        resolve(String(data));
        socket.destroy();
      });
    });
    expect(await answer).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
  });

  it("that end too early are the client's fault", async () => {
    const socket = connect(api.server.port, "127.0.0.1");
    const head = [
      "POST /echo HTTP/1.1",
      "Host: x",
      "X-Request-Id: cut-short",
      "Content-Type: application/json",
      "Content-Length: 100",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n{`, () => socket.destroy());
    await expect
      .poll(() => api.lines.filter(({ requestId }) => requestId === "cut-short"))
      .toEqual([expect.objectContaining({ level: "warn", status: 400, msg: "request" })]);
  });

  it("may have exactly the greatest length", async () => {
    const frame = JSON.stringify({ name: "" }).length;
    const body = (length: number) => JSON.stringify({ name: "a".repeat(length - frame) });
    expect((await send("/echo", body(MAXIMUM_BODY_BYTES))).status).toBe(200);
    expect((await send("/echo", body(MAXIMUM_BODY_BYTES + 1))).status).toBe(413);
  });

  it("that are empty are none", async () => {
    expect((await send("/nowhere", "")).status).toBe(404);
  });
});

describe("request ids", () => {
  it("are taken over when they are sane, and made otherwise", async () => {
    const idFor = async (id: string) =>
      (await fetch(`${api.origin}/version`, { headers: { "x-request-id": id } })).headers.get("x-request-id");
    expect(await idFor("my-request_1")).toBe("my-request_1");
    for (const bad of ["a b", "a".repeat(129), '"},{"', "<script>"])
      expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("the log", () => {
  it("has one line a request, without the query", async () => {
    await fetch(`${api.origin}/version?token=query-canary`, { headers: { "x-request-id": "log-test" } });
    await fetch(`${api.origin}/nowhere`, { headers: { "x-request-id": "log-test-404" } });
    await expect
      .poll(() => api.lines.filter(({ requestId }) => String(requestId).startsWith("log-test")))
      .toEqual([
        {
          level: "info",
          time: expect.any(String),
          requestId: "log-test",
          method: "GET",
          path: "/version",
          status: 200,
          durationMs: expect.any(Number),
          msg: "request",
        },
        expect.objectContaining({ level: "warn", requestId: "log-test-404", path: "/nowhere", status: 404 }),
      ]);
    expect(api.text()).not.toContain("canary");
  });
});

describe("pages", () => {
  const allowed = async (origin: string) =>
    (await fetch(`${api.origin}/version`, { headers: { origin } })).headers.get("access-control-allow-origin");

  it("of the web app may read answers, and no others", async () => {
    expect(await allowed(WEB_URL)).toBe(WEB_URL);
    for (const other of ["http://localhost:3001", "http://localhost:30000", "https://localhost:3000", "null"]) {
      expect(await allowed(other)).toBeNull();
    }
  });

  it("of the web app may ask beforehand, and read errors", async () => {
    const preflight = await fetch(`${api.origin}/version`, {
      method: "OPTIONS",
      headers: { origin: WEB_URL, "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(WEB_URL);
    const failed = await fetch(`${api.origin}/nowhere`, { headers: { origin: WEB_URL } });
    expect(failed.headers.get("access-control-allow-origin")).toBe(WEB_URL);
  });
});

describe("security headers", () => {
  it("are on every answer, strict transport only outside the local environment", async () => {
    for (const path of ["/version", "/nowhere", "/broken"]) {
      const { headers } = await fetch(api.origin + path);
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("strict-transport-security")).toBeNull();
    }
    const { headers } = await createTestApp({ environment: "production" }).app.request("/version");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });
});

describe("GET /version", () => {
  it("tells release and environment", async () => {
    const response = await fetch(`${api.origin}/version`);
    expect(await response.json()).toEqual({ environment: "local", ...RELEASE });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

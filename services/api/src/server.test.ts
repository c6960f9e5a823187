import { Agent, get } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { createTestApp, serveTestApp } from "../test/server.ts";

/** An app with a route that answers when it is told to. */
function createSlowApp() {
  const made = createTestApp();
  const entered = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  made.app.get("/slow", async (c) => {
    entered.resolve();
    await release.promise;
    return c.text("done");
  });
  return { ...made, entered: entered.promise, release: release.resolve };
}

describe("a server that is told to stop", () => {
  it("finishes the requests in flight, and takes no others", async () => {
    const made = createSlowApp();
    await using api = await serveTestApp(made);
    const slow = fetch(`${api.origin}/slow`);
    await made.entered;
    const stopped = api.server.stop(10_000);
    await expect(fetch(`${api.origin}/version`)).rejects.toThrow();
    made.release();
    expect(await (await slow).text()).toBe("done");
    expect(await stopped).toBe(true);
  });

  it("ends kept-alive connections, the busy ones with their answer", async () => {
    const made = createSlowApp();
    await using api = await serveTestApp(made);
    const agent = new Agent({ keepAlive: true });
    const ask = (path: string) =>
      new Promise<{ connection: string | undefined; body: string }>((resolve, reject) => {
        get(api.origin + path, { agent }, async (response) =>
          resolve({ connection: response.headers.connection, body: await text(response) }),
        ).on("error", reject);
      });
    expect((await ask("/version")).connection).toBe("keep-alive");
    const slow = ask("/slow");
    await made.entered;
    made.lifecycle.markStopping();
    const stopped = api.server.stop(10_000);
    made.release();
    expect(await slow).toEqual({ connection: "close", body: "done" });
    expect(await stopped).toBe(true);
    agent.destroy();
  });

  it("cuts off at the deadline what doesn't end", async () => {
    const made = createSlowApp();
    await using api = await serveTestApp(made);
    const slow = fetch(`${api.origin}/slow`);
    const refused = expect(slow).rejects.toThrow();
    await made.entered;
    expect(await api.server.stop(50)).toBe(false);
    await refused;
    made.release();
  });

  it("isn't held up by a client that never finishes its request", async () => {
    await using api = await serveTestApp();
    const socket = connect(api.server.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("GET /version HTTP/1.1\r\nHost: x\r\n");
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(0);
    await api.server.stop(50);
    socket.destroy();
  });
});

describe("a request to upgrade to anything but a socket", () => {
  it("is answered as the plain request that it is as well", async () => {
    await using api = await serveTestApp();
    const socket = connect(api.server.port, "127.0.0.1");
    socket.write("GET /version HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK/);
  });
});

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserArguments, serveEdge } from "@live-listen/rehearsal/edge";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import { launchBrowser } from "../harness/browser.ts";

/** A name below `.app`, which browsers ask over TLS alone, and another. */
const NAMES = ["live-listen.app", "live-listen.example"];

/** A server whose pages say under which name they were asked for, and whose WebSockets send back what they get. */
async function serveTarget() {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<title>${request.headers.host}</title>`);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => socket.on("message", (data) => socket.send(`heard ${data}`)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
  });
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port } as const;
}

async function openEdge() {
  const authorityDirectory = await mkdtemp(join(tmpdir(), "edge-browser-"));
  const edge = await serveEdge({ authorityDirectory });
  onTestFinished(async () => {
    await edge.stop();
    await rm(authorityDirectory, { recursive: true, force: true });
  });
  return edge;
}

test("a browser shows the true host names, apex and below, over TLS that it trusts", async () => {
  const [edge, target] = await Promise.all([openEdge(), serveTarget()]);
  for (const name of NAMES) for (const host of [name, `staging.${name}`]) edge.route(host, [target]);
  const { publicKeyHash } = edge.authority;
  const browser = await launchBrowser(browserArguments({ port: edge.port, publicKeyHash }, NAMES));
  onTestFinished(() => browser.close());
  const page = await browser.newPage();

  for (const host of NAMES.flatMap((name) => [name, `staging.${name}`])) {
    const response = await page.goto(`https://${host}/`);
    expect([response?.status(), await page.title()]).toEqual([200, host]);
    expect(await page.evaluate("isSecureContext")).toBe(true);
  }
  await page.goto("http://staging.live-listen.example/");
  expect(page.url()).toBe("https://staging.live-listen.example/");

  const heard = await page.evaluate(`new Promise((resolve, reject) => {
    const socket = new WebSocket("wss://live-listen.app/socket");
    socket.onopen = () => socket.send("hello");
    socket.onmessage = ({ data }) => resolve(data);
    socket.onerror = () => reject(new Error("the socket was refused"));
  })`);
  expect(heard).toBe("heard hello");
  await expect(page.goto("https://unknown.live-listen.app/")).rejects.toThrow("net::ERR_");
});

test("a browser that wasn't told to trust the edge's authority refuses it", async () => {
  const [edge, target] = await Promise.all([openEdge(), serveTarget()]);
  edge.route("live-listen.app", [target]);
  const [resolverRules = ""] = browserArguments({ port: edge.port, publicKeyHash: "" }, NAMES);
  const browser = await launchBrowser([resolverRules]);
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await expect(page.goto("https://live-listen.app/")).rejects.toThrow("net::ERR_CERT_AUTHORITY_INVALID");
});

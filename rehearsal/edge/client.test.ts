import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { browserArguments } from "./browser-arguments.ts";
import { makeAuthority, makeLeaf } from "./certificates/authority.ts";
import { edgeAgent } from "./client.ts";
import { edgeFetch } from "./fetch.ts";
import { openTestEdge } from "./test-edge.ts";
import { closedTarget, openTestTarget } from "./test-target.ts";

/** An edge before a target that redirects, streams, and tells what it was asked. */
async function openTalking() {
  const opened = await openTestEdge();
  const { target } = await openTestTarget(async (incoming, response) => {
    const { method, headers, url = "" } = incoming;
    const body = Buffer.concat(await incoming.toArray()).toString();
    const redirect = /^\/(30\d)$/.exec(url)?.[1];
    if (redirect) response.writeHead(Number(redirect), { Location: "https://b.example/end" }).end();
    else if (url === "/loop") response.writeHead(302, { Location: "/loop" }).end();
    else response.end(JSON.stringify({ method, host: headers.host, body, authorization: headers.authorization }));
  });
  opened.edge.route("a.example", [target]);
  opened.edge.route("b.example", [target]);
  return opened;
}

test.each([
  [303, "POST", "GET", ""],
  [302, "POST", "GET", ""],
  [302, "GET", "GET", ""],
  [302, "DELETE", "DELETE", ""],
  [307, "GET", "GET", ""],
])("a redirect with %d of a %s is followed with %s", async (status, method, followed, body) => {
  const { fetch } = await openTalking();
  const response = await fetch(`https://a.example/${status}`, {
    method,
    headers: { authorization: "Bearer secret" },
    body: method === "POST" ? "text" : null,
  });
  expect([response.url, response.redirected]).toEqual(["https://b.example/end", true]);
  expect(await response.json()).toEqual({ method: followed, host: "b.example", body });
});

test("a redirect is given, or is an error, where that is asked for; and a loop ends", async () => {
  const { fetch } = await openTalking();
  const manual = await fetch("https://a.example/302", { redirect: "manual" });
  expect([manual.status, manual.headers.get("location")]).toEqual([302, "https://b.example/end"]);
  for (const [path, redirect] of [
    ["302", "error"],
    ["loop", "follow"],
  ] as const)
    await expect(fetch(`https://a.example/${path}`, { redirect })).rejects.toThrow(new TypeError("fetch failed"));
  await expect(fetch("https://a.example/307", { method: "POST", body: "text" })).rejects.toThrow("fetch failed");
});

test("a request, its stream and its signal are heeded", async () => {
  const { fetch } = await openTalking();
  const request = new Request("https://a.example/", {
    method: "PUT",
    body: new Blob(["te", "xt"]).stream(),
    duplex: "half",
  });
  expect(await (await fetch(request)).json()).toMatchObject({ method: "PUT", body: "text" });
  const reason = new Error("enough");
  await expect(fetch("https://a.example/", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("names that aren't the edge's are looked up as usual", async () => {
  const { edge } = await openTestEdge();
  const { certificateFile } = edge.authority;
  const { target } = await openTestTarget((_incoming, response) => response.end("edge"));
  for (const name of ["a.example", "www.a.example"]) edge.route(name, [target]);
  const agent = edgeAgent({ port: edge.port, certificateFile, hostnames: ["a.example"] });
  onTestFinished(() => agent.destroy());
  const fetch = edgeFetch(agent);
  expect(await (await fetch("https://a.example/")).text()).toBe("edge");
  expect(await (await fetch("https://www.a.example/")).text()).toBe("edge");
  const { port: elsewhere } = await closedTarget();
  const failing = fetch(`https://localhost:${elsewhere}/`);
  await expect(failing).rejects.toMatchObject({ cause: { code: "ECONNREFUSED", port: elsewhere } });
});

/** A server of a name that an authority of its own vouches for. */
async function serveElsewhere() {
  const authority = makeAuthority(new Date());
  const { key, certificate } = makeLeaf("a.example", authority, new Date());
  const pem = { key: key.export({ type: "pkcs8", format: "pem" }), cert: `${certificate}${authority.certificate}` };
  const server = createServer(pem, (_incoming, response) => response.end("elsewhere")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, certificate: authority.certificate.toString() };
}

test("a server that another authority vouches for isn't trusted, unless Node trusts it anyway", async () => {
  const [{ edge }, { port, certificate }] = await Promise.all([openTestEdge(), serveElsewhere()]);
  const ask = () => {
    const agent = edgeAgent({ port, certificateFile: edge.authority.certificateFile });
    onTestFinished(() => agent.destroy());
    return edgeFetch(agent)("https://a.example/");
  };
  await expect(ask()).rejects.toMatchObject({ cause: { code: "SELF_SIGNED_CERT_IN_CHAIN" } });
  const usual = getCACertificates("default");
  onTestFinished(() => setDefaultCACertificates(usual));
  setDefaultCACertificates([...usual, certificate]);
  expect(await (await ask()).text()).toBe("elsewhere");
});

test("a browser finds the apex and what is below it", () => {
  expect(browserArguments({ port: 4443, publicKeyHash: "abc=" }, ["a.example", "b.example"])).toEqual([
    "--host-resolver-rules=MAP a.example 127.0.0.1:4443, MAP *.a.example 127.0.0.1:4443, MAP b.example 127.0.0.1:4443, MAP *.b.example 127.0.0.1:4443",
    "--ignore-certificate-errors-spki-list=abc=",
  ]);
});

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect as connectPlainly } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import type { Edge } from "./serve.ts";
import { serveEdge } from "./serve.ts";
import { openTestEdge, temporaryDirectory } from "./test-edge.ts";
import { openTestTarget } from "./test-target.ts";

function shake({ port, authority }: Edge, servername: string | undefined): Promise<TLSSocket> {
  const ca = readFileSync(authority.certificateFile, "utf8");
  const socket = connect({ host: "127.0.0.1", port, ca, ...(servername !== undefined && { servername }) });
  onTestFinished(() => void socket.destroy());
  return new Promise((resolve, reject) => socket.once("secureConnect", () => resolve(socket)).once("error", reject));
}

test("each host name has a certificate of its own that the authority signed", async () => {
  const { edge } = await openTestEdge();
  for (const name of ["live-listen.example", "api.live-listen.example"]) edge.route(name, []);
  for (const name of ["live-listen.example", "api.live-listen.example"]) {
    const certificate = (await shake(edge, name)).getPeerCertificate();
    expect(certificate.subjectaltname).toBe(`DNS:${name}`);
  }
});

test("a name that isn't known fails the handshake, and so does none, and one that is forgotten", async () => {
  const { edge } = await openTestEdge();
  edge.route("known.example", []);
  await shake(edge, "KNOWN.example");
  await expect(shake(edge, "unknown.example")).rejects.toThrow("alert handshake failure");
  await expect(shake(edge, undefined)).rejects.toThrow("alert handshake failure");
  edge.unroute("known.example");
  await expect(shake(edge, "known.example")).rejects.toThrow("alert handshake failure");
});

test("nobody trusts the edge who wasn't given its authority", async () => {
  const { edge } = await openTestEdge();
  edge.route("known.example", []);
  const socket = connect({ host: "127.0.0.1", port: edge.port, servername: "known.example" });
  await expect(once(socket, "secureConnect")).rejects.toThrow("self-signed certificate in certificate chain");
});

test("HTTP without TLS is sent to the same address over TLS, where the name is known", async () => {
  const { edge } = await openTestEdge();
  edge.route("known.example", []);
  const ask = async (host: string) => {
    const socket = connectPlainly(edge.port, "127.0.0.1");
    socket.end(`POST /a?b=c HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\n\r\nx`);
    const answer = String(Buffer.concat(await socket.toArray()));
    return { status: answer.split(" ")[1], location: /^location: (.*)\r$/im.exec(answer)?.[1] };
  };
  expect(await ask("known.example")).toEqual({ status: "308", location: "https://known.example/a?b=c" });
  expect(await ask("known.example:8443")).toEqual({ status: "308", location: "https://known.example:8443/a?b=c" });
  expect(await ask("unknown.example")).toEqual({ status: "400", location: undefined });
});

test("it listens on this machine alone, and says which port is taken", async () => {
  const { edge } = await openTestEdge();
  const authorityDirectory = await temporaryDirectory();
  await expect(serveEdge({ port: edge.port, authorityDirectory })).rejects.toThrow(
    `The edge can't listen on port ${edge.port} (EADDRINUSE): run "lsof -nP -iTCP:${edge.port} -sTCP:LISTEN" to see what has it, stop it, and start again.`,
  );
});

test("a connection made to one name doesn't ask for another", async () => {
  const { edge, agent, fetch } = await openTestEdge();
  const { target } = await openTestTarget((_request, response) => response.end("other"));
  edge.route("one.example", [target]);
  edge.route("other.example", [target]);
  expect(await (await fetch("https://other.example/")).text()).toBe("other");
  const socket = await shake(edge, "one.example");
  socket.write("GET / HTTP/1.1\r\nHost: other.example\r\n\r\n");
  expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1\.1 421 /);
  agent.destroy();
});

test("connections that are reset before a word, or in the middle of a handshake, harm no other", async () => {
  const { edge } = await openTestEdge();
  edge.route("known.example", []);
  for (const beginning of [Buffer.alloc(0), Buffer.from([0x16, 3, 1]), Buffer.from("GET / HT")]) {
    const socket = connectPlainly(edge.port, "127.0.0.1");
    await once(socket, "connect");
    if (beginning.length > 0) socket.write(beginning);
    // The handshake that comes after it makes sure that the edge has seen it.
    await shake(edge, "known.example");
    socket.resetAndDestroy();
    await shake(edge, "known.example");
  }
});

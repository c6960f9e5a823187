import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, onTestFinished, test } from "vitest";
import { look } from "../test/look.ts";
import { handshakeAt } from "./names.ts";
import { namesOf } from "./test/subject.ts";
import { tlsCheck } from "./tls.ts";

const url = "https://api.staging.live-listen.app";
const { hostname } = new URL(url);
const addresses = { [hostname]: ["127.0.0.1"] };

/** Names that lead to a port of this machine. */
function namesAt(port: number) {
  return namesOf({ addresses, handshake: (name, signal) => handshakeAt({ host: "127.0.0.1", port }, name, signal) });
}

/** Serves connections by hand. @returns the port */
async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => onConnection(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test("a name with an address and a certificate is well", async () => {
  const check = tlsCheck(url, namesOf({ addresses }));
  expect(check.name).toBe(`TLS ${hostname}`);
  expect(await look(check)).toEqual({ verdict: "good", sentence: "A certificate until 2027-02-01." });
});

test("a name without an address is waited for", async () => {
  const { verdict, sentence } = await look(tlsCheck(url, namesOf({})));
  expect(verdict).toBe("pending");
  expect(sentence).toMatch(/^No DNS server tells an address of api\.staging\.live-listen\.app yet/);
});

test("a certificate is waited for as long as another's is shown", async () => {
  const mismatch = Object.assign(new Error("Hostname/IP does not match"), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  const { verdict, sentence } = await look(
    tlsCheck(url, namesOf({ addresses, handshake: () => Promise.reject(mismatch) })),
  );
  expect(verdict).toBe("pending");
  expect(sentence).toMatch(/^127\.0\.0\.1 has no certificate for api\.staging\.live-listen\.app yet \(Hostname/);
});

test.each([
  ["ends the connection", (socket: Socket) => void socket.once("data", () => socket.resetAndDestroy())],
  // Alert 112 of level fatal, unrecognized_name (RFC 6066, section 3).
  [
    "refuses the name",
    (socket: Socket) => void socket.once("data", () => socket.end(Buffer.from("15030300020270", "hex"))),
  ],
])("it is waited for when what answers %s", async (_does, onConnection) => {
  expect(await look(tlsCheck(url, namesAt(await serve(onConnection))))).toMatchObject({ verdict: "pending" });
});

test("where nothing listens there is nothing to wait for", async () => {
  const { verdict, sentence } = await look(tlsCheck(url, namesAt(await findFreePort())));
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/^What answers at 127\.0\.0\.1 is not trusted as .*ECONNREFUSED/);
});

test("a certificate that nobody vouches for, or that has ended, is wrong", async () => {
  for (const code of ["SELF_SIGNED_CERT_IN_CHAIN", "CERT_HAS_EXPIRED"]) {
    const handshake = () => Promise.reject(Object.assign(new Error(code), { code }));
    expect(await look(tlsCheck(url, namesOf({ addresses, handshake })))).toMatchObject({ verdict: "wrong" });
  }
});

test("a handshake that isn't answered ends with the look", async () => {
  const connected = Promise.withResolvers<Socket>();
  const port = await serve((socket) => connected.resolve(socket));
  const ending = new AbortController();
  const looked = tlsCheck(url, namesAt(port)).look(ending.signal);
  const socket = await connected.promise;
  const closed = new Promise((resolve) => socket.once("close", resolve));
  ending.abort();
  await expect(looked).rejects.toThrow(/abort/i);
  await closed;
});

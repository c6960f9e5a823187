import { expect, test } from "vitest";
import { tlsCheck } from "./names.ts";

const until = new Date("2027-02-01T00:00:00Z");
const signal = new AbortController().signal;
const url = "https://api.staging.live-listen.app";

test("a name with an address and a certificate is well", async () => {
  const check = tlsCheck(url, { resolve: async () => ["192.0.2.1"], handshake: async () => until });
  expect(check.name).toBe("TLS api.staging.live-listen.app");
  expect(await check.look(signal)).toEqual({ verdict: "good", sentence: "A certificate until 2027-02-01." });
});

test("a name without an address says that its record is missing", async () => {
  const resolve = async () => {
    throw new Error("ENOTFOUND");
  };
  const { verdict, sentence } = await tlsCheck(url, { resolve, handshake: async () => until }).look(signal);
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/^No DNS server tells an address of api\.staging\.live-listen\.app/);
});

test("a certificate of another name is told with the place that shows it", async () => {
  const handshake = async () => {
    throw new Error("Hostname/IP does not match certificate's altnames");
  };
  const { verdict, sentence } = await tlsCheck(url, { resolve: async () => ["192.0.2.1"], handshake }).look(signal);
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/^192\.0\.2\.1 has no certificate for api\.staging\.live-listen\.app \(Hostname/);
});

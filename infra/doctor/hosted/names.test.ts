import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { expect, onTestFinished, test } from "vitest";
import { internetNames } from "./names.ts";

/** Types of records, and codes of answers (RFC 1035, sections 3.2.2 and 4.1.1). */
const TYPES = { NS: 2, CNAME: 5 } as const;
const CODES = { none: 0, failed: 2, noSuchName: 3 } as const;

interface ZoneAnswer {
  readonly type: keyof typeof TYPES;
  readonly targets: readonly string[];
  readonly code?: (typeof CODES)[keyof typeof CODES];
}

/** Names by a DNS server that a test writes. */
async function namesBy(zone: Readonly<Record<string, ZoneAnswer>>) {
  const server = createSocket("udp4");
  server.on("message", (query, { port, address }) => {
    const { name, end } = questionOf(query);
    const { type, targets, code = CODES.none } = zone[name] ?? { type: "NS", targets: [], code: CODES.noSuchName };
    const asked = query.readUInt16BE(end);
    const records = TYPES[type] === asked && code === CODES.none ? targets : [];
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    const answer = [header, query.subarray(12, end + 4), ...records.map((target) => recordOf(TYPES[type], target))];
    server.send(Buffer.concat(answer), port, address);
  });
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return internetNames(resolver);
}

function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}

/** A record whose name is that of the question, in the class IN, for a minute. */
function recordOf(type: number, target: string): Buffer {
  const data = Buffer.concat([
    ...target.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

test("records are found, and where there are none, that is no fault", async () => {
  const names = await namesBy({
    "live-listen.app": { type: "NS", targets: ["ns1.vercel-dns.com", "ns2.vercel-dns.com"] },
    "api.live-listen.app": { type: "CNAME", targets: ["api-x.onrender.com"] },
  });
  expect(await names.aliases("api.live-listen.app")).toEqual(["api-x.onrender.com"]);
  expect([...(await names.nameServers("live-listen.app"))].sort()).toEqual([
    "ns1.vercel-dns.com",
    "ns2.vercel-dns.com",
  ]);
  expect(await names.aliases("live-listen.app")).toEqual([]);
  expect(await names.aliases("staging.live-listen.app")).toEqual([]);
});

test("a server that fails is a fault, and not a name without records", async () => {
  const names = await namesBy({ "live-listen.app": { type: "NS", targets: [], code: CODES.failed } });
  await expect(names.nameServers("live-listen.app")).rejects.toThrow(/ESERVFAIL/);
});

test("the name of this machine has its address", async () => {
  expect(await internetNames().addresses("localhost")).toContain("127.0.0.1");
});

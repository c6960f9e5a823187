import { expect, test } from "vitest";
import { recordOutcome } from "./record.ts";
import { namesOf, standing, vercelOutputs } from "./test/subject.ts";

const hostname = "api.staging.live-listen.app";
const target = "api-x.onrender.com";
const alias = { type: "CNAME", value: target } as const;
const byVercel = { "live-listen.app": ["ns1.vercel-dns.com", "ns2.vercel-dns.com"] };

async function outcomeOf(names: Parameters<typeof namesOf>[0], more = {}, expected = alias as never) {
  const { subject } = await standing({}, { names: namesOf(names), ...more });
  return recordOutcome(subject, hostname, expected);
}

test.each([
  ["none is there", {}],
  ["it leads where it should, whatever its case", { aliases: { [hostname]: ["API-x.onrender.com."] } }],
  ["the zone holds the target's addresses", { addresses: { [hostname]: ["192.0.2.1"], [target]: ["192.0.2.1"] } }],
])("a record is waited for, and told, when %s", async (_when, names) => {
  const { verdict, sentence } = await outcomeOf(names);
  expect(verdict).toBe("pending");
  expect(sentence).toContain(`make the record CNAME api.staging ${target} in the zone live-listen.app`);
});

test.each([
  ["an alias", { aliases: { [hostname]: ["old.example.net"] } }, "old.example.net"],
  ["addresses", { addresses: { [hostname]: ["192.0.2.9"], [target]: ["192.0.2.1"] } }, "192.0.2.9"],
])("a record that leads elsewhere by %s is wrong", async (_by, names, elsewhere) => {
  const { verdict, sentence } = await outcomeOf(names);
  expect(verdict).toBe("wrong");
  expect(sentence).toContain(
    `It leads to ${elsewhere} and not to ${target}: change its record to CNAME api.staging ${target}`,
  );
});

test("an address is compared as it is", async () => {
  const expected = { type: "A", value: "76.76.21.21" } as never;
  const there = { addresses: { [hostname]: ["76.76.21.21"] } };
  const elsewhere = { addresses: { [hostname]: ["192.0.2.9"] } };
  expect((await outcomeOf(there, {}, expected)).verdict).toBe("pending");
  expect((await outcomeOf(elsewhere, {}, expected)).verdict).toBe("wrong");
});

test("in a zone that Vercel keeps there is nothing to make", async () => {
  const { verdict, sentence } = await outcomeOf({ nameServers: byVercel }, { outputs: vercelOutputs });
  expect(verdict).toBe("pending");
  expect(sentence).toBe("Its record in Vercel's zone live-listen.app takes a few minutes to be seen.");
});

test("another record in it is deleted by a person, and the right one made by the stack", async () => {
  const names = { nameServers: byVercel, aliases: { [hostname]: ["old.example.net"] } };
  const { verdict, sentence } = await outcomeOf(names, { outputs: vercelOutputs });
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/delete what isn't CNAME api\.staging api-x\.onrender\.com .*`npm run up -- staging`/);
});

test("a zone that Vercel should keep and doesn't is wrong, since no time changes its name servers", async () => {
  const names = { nameServers: { "live-listen.app": ["ns.registrar.example"] } };
  const { verdict, sentence } = await outcomeOf(names, { outputs: vercelOutputs });
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/kept by ns\.registrar\.example and not by Vercel: set ns1\.vercel-dns\.com/);
});

test("a zone that no DNS server knows yet is waited for", async () => {
  expect(await outcomeOf({}, { outputs: vercelOutputs })).toMatchObject({ verdict: "pending" });
});

test("a DNS server that doesn't answer is told as that", async () => {
  const silent = {
    ...namesOf({}),
    aliases: () => Promise.reject(Object.assign(new Error("queryCname ETIMEOUT"), { code: "ETIMEOUT" })),
  };
  const { subject } = await standing({}, { names: silent });
  const { verdict, sentence } = await recordOutcome(subject, hostname, alias);
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(
    /^This machine's DNS servers don't tell of api\.staging\.live-listen\.app \(queryCname ETIMEOUT\)/,
  );
});

import { expect, test } from "vitest";
import { type TemporaryVercel, temporaryVercel } from "../test-vercel.ts";

const zone = "/v4/domains/one.test/records";

async function add(vercel: TemporaryVercel, body: object): Promise<string> {
  const answer = await vercel.call("POST", zone, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as { uid: string }).uid;
}

const srv = { priority: 1, weight: 2, port: 5060, target: "sip.test" };

test.each([
  [{ type: "A", name: "", value: "192.0.2.1" }, "192.0.2.1"],
  [{ type: "AAAA", name: "a", value: "2001:db8::1" }, "2001:db8::1"],
  [{ type: "ALIAS", name: "", value: "host.test" }, "host.test."],
  [{ type: "CAA", name: "", value: '0 issue "letsencrypt.org"' }, '0 issue "letsencrypt.org"'],
  [{ type: "CNAME", name: "a", value: "host.test." }, "host.test."],
  [
    { type: "HTTPS", name: "a", https: { priority: 1, target: "host.test", params: "alpn=h2" } },
    "1 host.test. alpn=h2",
  ],
  [{ type: "MX", name: "", value: "mail.test", mxPriority: 10 }, "10 mail.test."],
  [{ type: "NS", name: "sub", value: "ns.test" }, "ns.test."],
  [{ type: "SRV", name: "_sip._tcp", srv }, "1 2 5060 sip.test."],
  [{ type: "TXT", name: "_vercel", value: "any text at all" }, "any text at all"],
])("%j stands in the zone as %s", async (body, value) => {
  await using vercel = await temporaryVercel();
  const id = await add(vercel, body);
  const shown = (await vercel.call("GET", `/domains/records/${id}`)).body;
  expect(shown).toMatchObject({
    id,
    domain: "one.test",
    name: body.name,
    recordType: body.type,
    value,
    ttl: 60,
    comment: "",
  });
  expect((await vercel.call("GET", zone)).body).toMatchObject({ records: [{ id, type: body.type, value }] });
});

test("a change brings a part of the value, and keeps the rest", async () => {
  await using vercel = await temporaryVercel();
  const mx = `/v4/domains/records/${await add(vercel, { type: "MX", name: "", value: "mail.test", mxPriority: 10 })}`;
  expect((await vercel.call("PATCH", mx, { mxPriority: 20 })).body).toMatchObject({ value: "20 mail.test." });
  expect((await vercel.call("PATCH", mx, { value: "post.test" })).body).toMatchObject({ value: "20 post.test." });
  const other = { name: "mail", ttl: 300, comment: "moved", value: null };
  expect((await vercel.call("PATCH", mx, other)).body).toMatchObject({
    ...other,
    value: "20 post.test.",
    type: "record",
  });
  const at = `/v1/domains/records/${await add(vercel, { type: "SRV", name: "_sip._tcp", srv })}`;
  expect((await vercel.call("PATCH", at, { srv: { ...srv, port: 80 } })).body).toMatchObject({
    value: "1 2 80 sip.test.",
  });
});

test.each([
  [{ type: "A", name: "a", value: "host.test" }, 400, "`value` must be an IPv4 address"],
  [{ type: "AAAA", name: "a", value: "192.0.2.1" }, 400, "`value` must be an IPv6 address"],
  [{ type: "CAA", name: "", value: "letsencrypt.org" }, 400, "`value` must be flags"],
  [{ type: "CNAME", name: "a", value: "not a host" }, 400, "must be the name of a host"],
  [{ type: "CNAME", name: "", value: "host.test" }, 400, "use ALIAS"],
  [{ type: "CNAME", name: "a" }, 400, "`value` is missing for a record of type CNAME"],
  [{ type: "MX", name: "", value: "mail.test" }, 400, "`mxPriority` is missing"],
  [{ type: "A", name: "", value: "192.0.2.1", mxPriority: 1 }, 400, "`mxPriority` is for records of type MX"],
  [{ type: "SRV", name: "a", value: "x" }, 400, "`srv` is missing"],
  [{ type: "A", name: "", value: "192.0.2.1", ttl: 30 }, 400, "`ttl` must be at least 60"],
  [{ type: "PTR", name: "a", value: "b.test" }, 400, "`type` must be one of"],
  [{ type: "A", name: "there", value: "192.0.2.9" }, 409, "has that record"],
  [{ type: "CNAME", name: "there", value: "host.test" }, 409, "beside which a CNAME can't be"],
])("%j is refused with %i: %s", async (body, status, reason) => {
  await using vercel = await temporaryVercel();
  await add(vercel, { type: "A", name: "there", value: "192.0.2.9" });
  const answer = await vercel.call("POST", zone, body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(reason);
});

test("a record outside of the zones that the team keeps is refused", async () => {
  await using vercel = await temporaryVercel();
  const answer = await vercel.call("POST", "/v4/domains/elsewhere.test/records", {
    type: "A",
    name: "",
    value: "192.0.2.1",
  });
  expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
});

test("a record is gone once it is deleted, and its type can't be changed", async () => {
  await using vercel = await temporaryVercel();
  const id = await add(vercel, { type: "TXT", name: "a", value: "b" });
  expect((await vercel.call("PATCH", `/v4/domains/records/${id}`, { type: "A" })).status).toBe(400);
  expect((await vercel.call("DELETE", `/v2/domains/two.test/records/${id}`)).status).toBe(404);
  expect((await vercel.call("DELETE", `/v2/domains/one.test/records/${id}`)).status).toBe(200);
  expect((await vercel.call("DELETE", `/v2/domains/one.test/records/${id}`)).status).toBe(404);
  expect((await vercel.call("GET", `/v1/domains/records/${id}`)).status).toBe(404);
});

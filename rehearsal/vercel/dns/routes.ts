import { Hono } from "hono";
import { z } from "zod";
import { bodyOf, queryOf } from "../body.ts";
import { newId } from "../ids.ts";
import { pageOf, pageQuery } from "../page.ts";
import { badRequest } from "../refusal.ts";
import { type Authenticated, type StandIn, teamOf } from "../stand-in.ts";
import { now } from "../state.ts";
import { dataOf, recordFields } from "./data.ts";
import { answerOf, type DnsRecord, findRecord, listed, recordType } from "./record.ts";
import { assertFits, assertKeepsZone } from "./zone.ts";

/** Seconds, of a record of which nothing else was said. */
const DEFAULT_TTL = 60;

const creation = z.strictObject({ ...recordFields, name: recordFields.name.default(""), type: recordType }).partial({
  value: true,
  ttl: true,
  mxPriority: true,
  srv: true,
  https: true,
  comment: true,
});
const nullish = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((given) => given ?? undefined);
const changes = z.strictObject({
  name: nullish(recordFields.name),
  value: nullish(recordFields.value),
  type: nullish(recordType),
  ttl: nullish(recordFields.ttl),
  mxPriority: nullish(recordFields.mxPriority),
  srv: nullish(recordFields.srv),
  https: nullish(recordFields.https),
  comment: recordFields.comment.optional(),
});
const list = z.strictObject(pageQuery);

/** The records of the zones that a team keeps. */
export function dnsRoutes({ state, save }: StandIn): Hono<Authenticated> {
  const routes = new Hono<Authenticated>();

  routes.post("/:version{v2|v4}/domains/:domain/records", async (c) => {
    const domain = c.req.param("domain");
    const { name, type, ttl = DEFAULT_TTL, comment = "", ...data } = await bodyOf(c, creation);
    assertKeepsZone(c.get("account"), domain);
    const createdAt = now(state);
    const { mxPriority } = data;
    const value = dataOf(type, data);
    const id = newId("rec");
    const made: DnsRecord = {
      id,
      teamId: teamOf(c),
      domain,
      name,
      type,
      value,
      ttl,
      mxPriority,
      comment,
      createdAt,
      updatedAt: createdAt,
    };
    assertFits(state, made);
    state.records.push(made);
    await save();
    return c.json({ uid: id });
  });

  routes.get("/:version{v2|v4|v5}/domains/:domain/records", (c) => {
    const domain = c.req.param("domain");
    const query = queryOf(c, list);
    assertKeepsZone(c.get("account"), domain);
    const { items, pagination } = pageOf(
      state.records.filter((one) => one.teamId === teamOf(c) && one.domain === domain),
      query,
    );
    return c.json({ records: items.map(listed), pagination });
  });

  // The vendor's own provider asks for a record without a version.
  for (const path of ["/domains/records/:record", "/v1/domains/records/:record"] as const) {
    routes.get(path, (c) => {
      const found = findRecord(state.records, teamOf(c), c.req.param("record"));
      return c.json(answerOf(found, found.type));
    });
  }

  routes.patch("/:version{v1|v4}/domains/records/:record", async (c) => {
    const { name, type, ttl, comment, ...data } = await bodyOf(c, changes);
    const found = findRecord(state.records, teamOf(c), c.req.param("record"));
    if (type !== undefined && type !== found.type) throw badRequest("`type` can't be changed; make another record");
    const changed: DnsRecord = {
      ...found,
      name: name ?? found.name,
      ttl: ttl ?? found.ttl,
      comment: comment ?? found.comment,
      mxPriority: data.mxPriority ?? found.mxPriority,
      value: hasData(data)
        ? dataOf(found.type, { ...(found.type === "MX" && mxData(found)), ...given(data) })
        : found.value,
    };
    assertFits(state, changed);
    Object.assign(found, changed, { updatedAt: now(state) });
    await save();
    return c.json(answerOf(found, "record"));
  });

  routes.delete("/v2/domains/:domain/records/:record", async (c) => {
    assertKeepsZone(c.get("account"), c.req.param("domain"));
    const found = findRecord(state.records, teamOf(c), c.req.param("record"));
    state.records = state.records.filter((one) => one !== found);
    await save();
    return c.json({});
  });

  return routes;
}

function hasData(data: object): boolean {
  return Object.values(data).some((one) => one !== undefined);
}

function given<Data extends object>(data: Data): Partial<Data> {
  return Object.fromEntries(Object.entries(data).filter(([, one]) => one !== undefined)) as Partial<Data>;
}

/** An MX record's value has two parts, of which a change may bring one. */
function mxData({ value, mxPriority }: DnsRecord) {
  return { mxPriority, value: value.split(" ")[1] };
}

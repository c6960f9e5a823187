import { Hono } from "hono";
import { z } from "zod";
import { anyOf, bodyOf, isAmong, queryOf } from "../body.ts";
import { newestFirst, pageQuery } from "../page.ts";
import { type Authenticated, find, type StandIn } from "../stand-in.ts";
import { addDomain, answerOf, findDomain, removeDomain } from "./domains.ts";
import { domainName, domainTypeOf } from "./name.ts";

const creation = z.strictObject({ name: domainName });
const list = z.strictObject({ ...pageQuery, name: anyOf, domainType: anyOf, verificationStatus: anyOf });

/** The domains of services. */
export function customDomainRoutes(standIn: StandIn): Hono<Authenticated> {
  const { state, save, leadsHere, running } = standIn;
  const routes = new Hono<Authenticated>();

  routes.post("/services/:service/custom-domains", async (c) => {
    const { name } = await bodyOf(c, creation);
    const service = find(c, state.services, c.req.param("service"));
    const made = await addDomain(standIn, service, name);
    running?.of(service).route();
    await save();
    return c.json(
      made.map((one) => answerOf(one, service)),
      201,
    );
  });

  routes.get("/services/:service/custom-domains", (c) => {
    const query = queryOf(c, list);
    const service = find(c, state.services, c.req.param("service"));
    const own = state.customDomains.filter(
      (one) =>
        one.serviceId === service.id &&
        isAmong(query.name, one.name) &&
        isAmong(query.domainType, domainTypeOf(one.name)) &&
        isAmong(query.verificationStatus, one.verificationStatus),
    );
    return c.json(
      newestFirst(own, query).map(({ item, cursor }) => ({ customDomain: answerOf(item, service), cursor })),
    );
  });

  routes.get("/services/:service/custom-domains/:domain", (c) => {
    const service = find(c, state.services, c.req.param("service"));
    return c.json(answerOf(findDomain(state, service, c.req.param("domain")), service));
  });

  routes.post("/services/:service/custom-domains/:domain/verify", async (c) => {
    const service = find(c, state.services, c.req.param("service"));
    const found = findDomain(state, service, c.req.param("domain"));
    found.verificationStatus = (await leadsHere(found.name)) ? "verified" : "unverified";
    running?.of(service).route();
    await save();
    return c.body(null, 202);
  });

  routes.delete("/services/:service/custom-domains/:domain", async (c) => {
    const service = find(c, state.services, c.req.param("service"));
    removeDomain(state, findDomain(state, service, c.req.param("domain")));
    running?.of(service).route();
    await save();
    return c.body(null, 204);
  });

  return routes;
}

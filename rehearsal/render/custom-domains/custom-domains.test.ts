import { expect, test } from "vitest";
import { type TemporaryRender, temporaryRender } from "../test-render.ts";
import { makeService } from "../test-service.ts";

async function domainsOf(render: TemporaryRender, service: string, query = "") {
  const { body } = await render.call("GET", `${service}/custom-domains?limit=100${query}`);
  const page = body as { customDomain: { name: string; redirectForName: string; verificationStatus: string } }[];
  return page.map(({ customDomain }) => customDomain);
}

test("an apex brings its www along, a www its apex, and any other name nothing", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  for (const name of ["one.test", "www.two.test", "api.three.test"]) {
    expect((await render.call("POST", `${service}/custom-domains`, { name })).status).toBe(201);
  }
  const named = (await domainsOf(render, service)).map(({ name, redirectForName }) => [name, redirectForName]);
  expect(Object.fromEntries(named)).toEqual({
    "one.test": "",
    "www.one.test": "one.test",
    "www.two.test": "",
    "two.test": "www.two.test",
    "api.three.test": "",
  });
  expect((await domainsOf(render, service, "&domainType=apex")).map(({ name }) => name).sort()).toEqual([
    "one.test",
    "two.test",
  ]);
  // What it brought along goes with it.
  await render.call("DELETE", `${service}/custom-domains/one.test`);
  expect((await domainsOf(render, service)).map(({ name }) => name)).not.toContain("www.one.test");
});

test("a name belongs to one service, until that one lets go of it", async () => {
  await using render = await temporaryRender();
  const [first, second] = [await makeService(render), await makeService(render)];
  const name = "api.one.test";
  await render.call("POST", `${first}/custom-domains`, { name });
  for (const service of [first, second]) {
    expect((await render.call("POST", `${service}/custom-domains`, { name })).status).toBe(409);
  }
  expect((await render.call("DELETE", `${second}/custom-domains/${name}`)).status).toBe(404);
  expect((await render.call("GET", `${second}/custom-domains/${name}`)).status).toBe(404);
  await render.call("DELETE", first);
  expect((await render.call("POST", `${second}/custom-domains`, { name })).status).toBe(201);
});

test("two requests for one name at once: one of them has it", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  const ask = () => render.call("POST", `${service}/custom-domains`, { name: "one.test" });
  const statuses = (await Promise.all([ask(), ask()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 409]);
  expect(await domainsOf(render, service)).toHaveLength(2);
});

test("a domain is verified once its DNS leads here, and looked at again when asked to", async () => {
  const leading = new Set<string>();
  await using render = await temporaryRender({ verifyDomain: async (name) => leading.has(name) });
  const service = await makeService(render);
  const name = "api.one.test";
  const statusOf = async () => (await domainsOf(render, service))[0]?.verificationStatus;
  await render.call("POST", `${service}/custom-domains`, { name });
  expect(await statusOf()).toBe("unverified");
  leading.add(name);
  expect(await statusOf()).toBe("unverified");
  expect((await render.call("POST", `${service}/custom-domains/${name}/verify`)).status).toBe(202);
  expect(await statusOf()).toBe("verified");
  expect(await domainsOf(render, service, "&verificationStatus=unverified")).toEqual([]);
});

test.each(["", "localhost", "a b.test", "http://one.test", "-a.test", `${"a".repeat(64)}.test`])(
  "%j is no name of a domain",
  async (name) => {
    await using render = await temporaryRender();
    const service = await makeService(render);
    const answer = await render.call("POST", `${service}/custom-domains`, { name });
    expect(answer).toEqual({
      status: 400,
      body: { message: expect.stringContaining("`name` must be the name of a domain") },
    });
  },
);

import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { apiDomainCheck } from "./api-domain.ts";
import { namesOf, standing } from "./test/subject.ts";

const hostname = "api.staging.live-listen.app";
const domain = { id: "cdm-1", name: hostname, verificationStatus: "verified" };
const unverified = {
  [hostname]: { status: 200, body: { ...domain, verificationStatus: "unverified" } },
  verify: { status: 202 },
};

test("a domain that Render has verified is well, and nothing is asked for", async () => {
  const { subject, requests } = await standing({ [hostname]: { status: 200, body: domain } });
  expect(await look(apiDomainCheck(subject))).toMatchObject({ verdict: "good" });
  expect(requests).toEqual([`GET /services/srv-1/custom-domains/${hostname}`]);
});

test("one that it hasn't is to be looked at again, and waited for, with the record to make", async () => {
  const { subject, requests } = await standing(unverified, { names: namesOf({}) });
  const { verdict, sentence } = await look(apiDomainCheck(subject));
  expect(verdict).toBe("pending");
  expect(sentence).toMatch(/^Render has not verified it yet .* CNAME api\.staging api-x\.onrender\.com/);
  expect(requests.at(-1)).toBe(`POST /services/srv-1/custom-domains/${hostname}/verify`);
});

test("one whose record leads elsewhere is wrong", async () => {
  const { subject } = await standing(unverified, { names: namesOf({ aliases: { [hostname]: ["old.example.net"] } }) });
  expect(await look(apiDomainCheck(subject))).toMatchObject({ verdict: "wrong" });
});

test("one that the service doesn't have is for the next up", async () => {
  const { subject } = await standing({});
  const { verdict, sentence } = await look(apiDomainCheck(subject));
  expect(verdict).toBe("wrong");
  expect(sentence).toBe(`The service at Render doesn't have ${hostname}: run \`npm run up -- staging\`.`);
});

import { expect, test } from "vitest";
import type { TestAnswer } from "../../platforms/test-server.ts";
import { look } from "../test/look.ts";
import { namesOf, standing, vercelOutputs } from "./test/subject.ts";
import { webDomainCheck } from "./web-domain.ts";

const hostname = "staging.live-listen.app";
const domain = { name: hostname, apexName: "live-listen.app", projectId: "prj_1", verified: true };
const proof = { type: "TXT", domain: "_vercel.live-listen.app", value: "vc-domain-verify=1", reason: "pending" };
const leads = (misconfigured: boolean): TestAnswer => ({
  status: 200,
  body: { configuredBy: null, acceptedChallenges: [], recommendedIPv4: [], recommendedCNAME: [], misconfigured },
});
const verified = (misconfigured: boolean) => ({
  [hostname]: { status: 200, body: domain },
  config: leads(misconfigured),
});
const unverified = { status: 200, body: { ...domain, verified: false, verification: [proof] } };
const refused = { status: 400, body: { error: { code: "missing_txt_record", message: "missing" } } };

test("a domain that Vercel has verified, and that leads there, is well", async () => {
  const { subject } = await standing(verified(false));
  expect(await look(webDomainCheck(subject))).toMatchObject({ verdict: "good" });
});

test("one whose owner isn't known is to be looked at again, and waited for, with the record that proves it", async () => {
  const { subject, requests } = await standing({ [hostname]: unverified, verify: refused });
  const { verdict, sentence } = await look(webDomainCheck(subject));
  expect(verdict).toBe("pending");
  expect(sentence).toContain("the zone live-listen.app must hold TXT _vercel.live-listen.app vc-domain-verify=1");
  expect(requests.some((request) => request.startsWith(`POST /v9/projects/prj_1/domains/${hostname}/verify`))).toBe(
    true,
  );
});

test("one that is verified by that look is well at once", async () => {
  const { subject } = await standing({
    [hostname]: unverified,
    verify: { status: 200, body: domain },
    config: leads(false),
  });
  expect(await look(webDomainCheck(subject))).toMatchObject({ verdict: "good" });
});

test("one that leads nowhere is waited for, and one that leads elsewhere is wrong", async () => {
  const { subject } = await standing(verified(true), { names: namesOf({}) });
  const { verdict, sentence } = await look(webDomainCheck(subject));
  expect(verdict).toBe("pending");
  expect(sentence).toContain("make the record CNAME staging cname.vercel-dns.com in the zone live-listen.app");
  const names = namesOf({ aliases: { [hostname]: ["old.example.net"] } });
  expect(await look(webDomainCheck({ ...subject, names }))).toMatchObject({ verdict: "wrong" });
});

test("in a zone that Vercel keeps, its own record is waited for", async () => {
  const { subject } = await standing(verified(true), { outputs: vercelOutputs });
  const { verdict, sentence } = await look(webDomainCheck(subject));
  expect([verdict, sentence]).toEqual([
    "pending",
    "Its record in Vercel's zone live-listen.app takes a few minutes to be seen.",
  ]);
});

test("one that the project doesn't have is for the next up", async () => {
  const { subject } = await standing({});
  const { verdict, sentence } = await look(webDomainCheck(subject));
  expect(verdict).toBe("wrong");
  expect(sentence).toBe(`The project at Vercel doesn't have ${hostname}: run \`npm run up -- staging\`.`);
});

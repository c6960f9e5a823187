import { expect, test } from "vitest";
import { RenderClient } from "../../platforms/render/client.ts";
import { serveAnswers, type TestAnswer } from "../../platforms/test-server.ts";
import { VercelClient } from "../../platforms/vercel/client.ts";
import { hostedRow } from "../../realms/test/rehearsal.ts";
import { apiDomainCheck, webDomainCheck } from "./domains.ts";
import type { HostedOutputs, HostedSubject } from "./subject.ts";

const row = hostedRow("staging");
const signal = new AbortController().signal;
const outputs: HostedOutputs = {
  renderOwnerId: "tea-1",
  databaseId: "dpg-1",
  apiServiceId: "srv-1",
  vercelProjectId: "prj_1",
  dnsKeeper: "external",
  dnsRecordsToMake: [
    { name: "api.staging", type: "CNAME", value: "api-x.onrender.com" },
    { name: "staging", type: "CNAME", value: "cname.vercel-dns.com" },
  ],
};

/** A subject whose platforms answer by the last part of the path. */
async function subjectOf(answers: Readonly<Record<string, TestAnswer>>, more: Partial<HostedOutputs> = {}) {
  const { url, requests } = await serveAnswers(({ url: path = "" }) => {
    const last = path.split("?")[0]?.split("/").at(-1) ?? "";
    return answers[last] ?? { status: 404, body: { message: "not found", error: { code: "x", message: "not found" } } };
  });
  const subject: HostedSubject = {
    row,
    outputs: { ...outputs, ...more },
    render: new RenderClient({ url, apiKey: "key" }),
    vercel: new VercelClient({ url, token: "token" }),
  };
  return { subject, requests };
}

const apiDomain = { id: "cdm-1", name: "api.staging.live-listen.app", verificationStatus: "verified" };

test("an API domain that Render has verified is well", async () => {
  const { subject } = await subjectOf({ "api.staging.live-listen.app": { status: 200, body: apiDomain } });
  expect(await apiDomainCheck(subject).look(signal)).toMatchObject({ verdict: "good" });
});

test("one that it hasn't is looked at again, and the record to make is told", async () => {
  const { subject, requests } = await subjectOf({
    "api.staging.live-listen.app": { status: 200, body: { ...apiDomain, verificationStatus: "unverified" } },
    verify: { status: 202 },
  });
  const { verdict, sentence } = await apiDomainCheck(subject).look(signal);
  expect(verdict).toBe("wrong");
  expect(sentence).toContain("make the record CNAME api.staging api-x.onrender.com in the zone live-listen.app");
  expect(requests.at(-1)).toBe("POST /services/srv-1/custom-domains/api.staging.live-listen.app/verify");
});

test("where Vercel keeps the zone, there is nothing to make but to wait", async () => {
  const { subject } = await subjectOf(
    {
      "api.staging.live-listen.app": { status: 200, body: { ...apiDomain, verificationStatus: "unverified" } },
      verify: { status: 202 },
    },
    { dnsKeeper: "vercel", dnsRecordsToMake: [] },
  );
  const { sentence } = await apiDomainCheck(subject).look(signal);
  expect(sentence).toMatch(/its record in Vercel's zone live-listen\.app takes a few minutes/);
});

test.each([
  ["API", apiDomainCheck, "api.staging.live-listen.app"],
  ["web", webDomainCheck, "staging.live-listen.app"],
])("an %s domain that the platform doesn't have is for the next up", async (_what, check, hostname) => {
  const { subject } = await subjectOf({});
  const { verdict, sentence } = await check(subject).look(signal);
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(new RegExp(`doesn't have ${hostname}: run \`npm run up -- staging\`\\.$`));
});

import { findEnvironment, isHosted } from "@live-listen/stacks";
import { type ConfigurationEntry, parseConfiguration } from "../../../configuration/parse.ts";
import { serveAnswers, type TestAnswer } from "../../../platforms/test-server.ts";
import type { Names } from "../names.ts";
import type { HostedOutputs, HostedStanding } from "../subject.ts";

const plain = (value: string): ConfigurationEntry => ({ value, secret: false });
const secret = (value: string): ConfigurationEntry => ({ value, secret: true });

/** A configuration without faults. */
export const completeConfiguration: Readonly<Record<string, ConfigurationEntry>> = {
  "render:apiKey": secret("canary-of-the-api-key"),
  "render:ownerId": plain("tea-1"),
  "render:skipDeployAfterServiceUpdate": plain("true"),
  "vercel:apiToken": secret("canary-of-the-token"),
  "live-listen:vercelTeam": plain("team_1"),
  "live-listen:image": plain("ghcr.io/live-listen/api"),
  "live-listen:registryUsername": plain("deployer"),
  "live-listen:registryToken": secret("canary-of-the-registry-token"),
  "live-listen:release": plain("3f2a1b9"),
  "live-listen:region": plain("frankfurt"),
  "live-listen:apiPlan": plain("starter"),
  "live-listen:databasePlan": plain("basic_256mb"),
  "live-listen:databaseDiskSizeGb": plain("5"),
  "live-listen:dns": plain("vercel"),
  "live-listen:fingerprintKey": secret("canary-of-the-fingerprint-key-of-both-stacks"),
};

/** Outputs of staging, whose zone is kept outside of Vercel. */
export const externalOutputs: HostedOutputs = {
  databaseId: "dpg-1",
  apiServiceId: "srv-1",
  apiServiceUrl: "https://api-x.onrender.com",
  vercelProjectId: "prj_1",
  dnsKeeper: "external",
  dnsRecordsToMake: [
    { name: "api.staging", type: "CNAME", value: "api-x.onrender.com" },
    { name: "staging", type: "CNAME", value: "cname.vercel-dns.com" },
  ],
};

/** Outputs of staging, whose zone is kept by Vercel. */
export const vercelOutputs: HostedOutputs = { ...externalOutputs, dnsKeeper: "vercel", dnsRecordsToMake: [] };

/** Names as a test has them: of one that it doesn't tell there is nothing. */
export function namesOf(told: {
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly nameServers?: Readonly<Record<string, readonly string[]>>;
  readonly handshake?: Names["handshake"];
}): Names {
  return {
    addresses: async (hostname) => told.addresses?.[hostname] ?? [],
    aliases: async (hostname) => told.aliases?.[hostname] ?? [],
    nameServers: async (zone) => told.nameServers?.[zone] ?? [],
    handshake: told.handshake ?? (async () => new Date("2027-02-01T00:00:00Z")),
  };
}

/**
 * Staging, at platforms that answer by the last part of the path and know nothing else.
 *
 * @returns the subject, and the requests so far
 */
export async function standing(
  answers: Readonly<Record<string, TestAnswer>>,
  more: Partial<HostedStanding> = {},
): Promise<{ readonly subject: HostedStanding; readonly requests: readonly string[] }> {
  const { url, requests } = await serveAnswers(({ url: path = "" }) => {
    const last = path.split("?")[0]?.split("/").at(-1) ?? "";
    const none = { status: 404, body: { message: "not found", error: { code: "not_found", message: "not found" } } };
    return last in answers ? answers[last] : none;
  });
  const parsed = parseConfiguration("staging", completeConfiguration);
  if (!parsed.ok) throw new Error(parsed.faults.join("; "));
  const row = findEnvironment("staging");
  if (!row || !isHosted(row)) throw new Error("The matrix has no staging.");
  const subject: HostedStanding = {
    row,
    configuration: parsed.configuration,
    outputs: externalOutputs,
    access: {
      render: { url, apiKey: "canary-of-the-api-key", ownerId: "tea-1" },
      vercel: { url, token: "canary-of-the-token", teamId: "team_1" },
    },
    cures: { verb: (verb) => `npm run ${verb} -- staging`, set: ({ key }) => `run \`set ${key}\`` },
    names: namesOf({}),
    ...more,
  };
  return { subject, requests };
}

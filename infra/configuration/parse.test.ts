import { expect, test } from "vitest";
import { type ConfigurationEntry, parseConfiguration } from "./parse.ts";

const plain = (value: string): ConfigurationEntry => ({ value, secret: false });
const secret = (value: string): ConfigurationEntry => ({ value, secret: true });

const complete: Readonly<Record<string, ConfigurationEntry>> = {
  "render:apiKey": secret("rnd_canary-of-the-api-key"),
  "render:ownerId": plain("tea-abc123"),
  "render:skipDeployAfterServiceUpdate": plain("true"),
  "vercel:apiToken": secret("canary-of-the-token"),
  "live-listen:vercelTeam": plain("team_abc"),
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

function faultsOf(
  change: Readonly<Record<string, ConfigurationEntry | undefined>>,
  stack = "staging",
): readonly string[] {
  const entries = Object.entries({ ...complete, ...change }).filter(
    (entry): entry is [string, ConfigurationEntry] => entry[1] !== undefined,
  );
  const parsed = parseConfiguration(stack, Object.fromEntries(entries));
  return parsed.ok ? [] : parsed.faults;
}

test("a complete configuration is read, with numbers, lists and defaults", () => {
  expect(parseConfiguration("staging", complete)).toMatchObject({
    ok: true,
    configuration: {
      renderOwnerId: "tea-abc123",
      databaseDiskSizeGb: 5,
      databaseHighAvailability: false,
      databaseIpAllowList: [],
      secretGeneration: 1,
      previousSecretGeneration: undefined,
      thirdPartyKeys: {},
    },
  });
});

test("everything that is missing is told at once, each with the command that sets it", () => {
  const faults = faultsOf({
    "render:apiKey": undefined,
    "vercel:apiToken": undefined,
    "live-listen:region": undefined,
  });
  expect(faults).toEqual([
    "render:apiKey is missing (run `pulumi config set --secret render:apiKey -s staging` and give it <API key of the Render workspace>)",
    "vercel:apiToken is missing (run `pulumi config set --secret vercel:apiToken -s staging` and give it <token of the Vercel team>)",
    "live-listen:region is missing (run `pulumi config set live-listen:region frankfurt -s staging`)",
  ]);
});

test("a misspelt key is told, with the one that was probably meant", () => {
  expect(faultsOf({ "live-listen:reigon": plain("frankfurt") })).toEqual([
    "live-listen:reigon is no key of it, live-listen:region is (run `pulumi config rm live-listen:reigon -s staging`)",
  ]);
  expect(faultsOf({ "vercel:nonsense": plain("1") })).toEqual([
    "vercel:nonsense is no key of it (run `pulumi config rm vercel:nonsense -s staging`)",
  ]);
});

test("keys of other packages are left to them", () => {
  expect(faultsOf({ "pulumi:disable-default-providers": plain("[]") })).toEqual([]);
});

test.each([
  ["latest", "latest"],
  ["main", "main"],
  ["a version", "v1.2.0"],
])("a release that is no commit is refused: %s", (_what, tag) => {
  expect(faultsOf({ "live-listen:release": plain(tag) })).toEqual([
    expect.stringMatching(
      /^live-listen:release must be .+ \(run `pulumi config set live-listen:release .+ -s staging`\)$/,
    ),
  ]);
});

test("a secret in plain is refused, and not shown", () => {
  const [fault, ...more] = faultsOf({ "render:apiKey": plain("rnd_canary-of-the-api-key") });
  expect(more).toEqual([]);
  expect(fault).toMatch(/^render:apiKey is in plain .+--secret render:apiKey/);
  expect(fault).not.toContain("canary");
});

test("no fault shows a value", () => {
  const wrong = Object.fromEntries(Object.keys(complete).map((key) => [key, secret("(canary)")]));
  const faults = faultsOf(wrong);
  expect(faults.length).toBeGreaterThan(5);
  expect(faults.join()).not.toContain("canary");
});

test.each([
  ["databaseDiskSizeGb", "7", /must be 1 or a multiple of 5/],
  ["region", "mars", /must be one of frankfurt, ohio/],
  ["image", "ghcr.io/live-listen/api:latest", /without tag or digest/],
  ["databaseIpAllowList", '["everywhere"]', /must list blocks of addresses/],
  ["databaseIpAllowList", "[", /must be JSON/],
  ["thirdPartyKeys", '{"lower-case":"x"}', /must be named as variables are/],
  ["secretGeneration", "0", /must be at least 1/],
])("live-listen:%s doesn't take %s", (key, value, sentence) => {
  const entry = key === "thirdPartyKeys" ? secret(value) : plain(value);
  expect(faultsOf({ [`live-listen:${key}`]: entry })).toEqual([expect.stringMatching(sentence)]);
});

test("high availability needs a plan that has it", () => {
  expect(faultsOf({ "live-listen:databaseHighAvailability": plain("true") })).toEqual([
    expect.stringMatching(/^live-listen:databasePlan must be a pro or accelerated plan/),
  ]);
});

test("a third party's key doesn't take the place of a variable that the stack gives", () => {
  const keys = secret('{"JWT_SECRET":"(canary)","MAIL_KEY":"(canary)"}');
  expect(faultsOf({ "live-listen:thirdPartyKeys": keys })).toEqual([
    expect.stringMatching(/^live-listen:thirdPartyKeys must not name JWT_SECRET, which the stack gives the API itself/),
  ]);
});

test("the previous generation of secrets is the one before", () => {
  const rotating = { "live-listen:secretGeneration": plain("3"), "live-listen:previousSecretGeneration": plain("2") };
  expect(faultsOf(rotating)).toEqual([]);
  expect(faultsOf({ ...rotating, "live-listen:previousSecretGeneration": plain("1") })).toEqual([
    expect.stringMatching(/must be the one before/),
  ]);
});

test("production's database is highly available and reached from within Render alone", () => {
  expect(faultsOf({}, "production")).toEqual([
    expect.stringMatching(/^live-listen:databaseHighAvailability must be true/),
  ]);
  const open = {
    "live-listen:databaseHighAvailability": plain("true"),
    "live-listen:databasePlan": plain("pro_4gb"),
    "live-listen:databaseIpAllowList": plain('["203.0.113.0/24"]'),
  };
  expect(faultsOf(open, "production")).toEqual([
    expect.stringMatching(/^live-listen:databaseIpAllowList must be empty/),
  ]);
  expect(faultsOf(open, "staging")).toEqual([]);
});

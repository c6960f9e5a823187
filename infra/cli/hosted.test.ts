import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ROOT } from "../local/paths.ts";
import { runChild } from "../test/child.ts";
import { useWorkingClone, withoutRealCredentials } from "./test/working-clone.ts";

const root = useWorkingClone();

async function shell(command: string, more: NodeJS.ProcessEnv = {}) {
  const PATH = `${join(ROOT, "node_modules", "node", "bin")}:${process.env.PATH}`;
  const env = withoutRealCredentials({ PATH, ...more });
  const child = runChild("sh", ["-c", command], { cwd: root(), env });
  const code = await child.ended;
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

function verb(words: string, more?: NodeJS.ProcessEnv) {
  return shell(`exec node infra/cli/main.ts ${words}`, more);
}

/** The last line of an error, which is its sentence. */
function sentenceOf(stderr: string): string {
  return stderr.trim().split("\n").at(-1) ?? "";
}

describe("in the rehearsal", () => {
  test("staging is previewed, brought up, found unchanged, looked at by hand and by the doctor, and taken down", async () => {
    const preview = await verb("up staging --rehearsal --preview --json");
    expect(preview.code, preview.stderr).toBe(0);
    expect(preview.stderr).toMatch(/^ {2}creates staging-database, a Render Postgres$/m);
    const { plan } = JSON.parse(preview.stdout);
    expect(plan.every(({ operation }: { operation: string }) => operation === "create")).toBe(true);

    const up = await verb("up staging --rehearsal --json");
    expect(up.code, up.stderr).toBe(0);
    const credentials = await readFile(join(root(), ".live-listen/rehearsal/credentials.json"), "utf8");
    const { staging, fingerprintKey } = JSON.parse(credentials);
    for (const secret of [...Object.values<string>(staging), fingerprintKey]) {
      expect(preview.stdout + preview.stderr + up.stdout + up.stderr).not.toContain(secret);
    }
    expect(JSON.parse(up.stdout)).toMatchObject({ environment: "staging", realm: "rehearsal", preview: false });
    const again = await verb("up staging --rehearsal --json");
    expect(Object.keys(JSON.parse(again.stdout).changes)).toEqual(["same"]);

    onTestFinished(async () => void (await verb("env staging --rehearsal --stop")));
    const plain = await shell(
      `eval "$(node infra/cli/main.ts env staging --rehearsal)" && pulumi up -s staging --yes --non-interactive --policy-pack infra/policy`,
    );
    expect(plain.code, plain.stderr + plain.stdout).toBe(0);
    expect(plain.stdout).toMatch(/\d+ unchanged/);
    expect(plain.stdout).toMatch(/live-listen@v0\.1\.0/);
    expect(plain.stdout).not.toMatch(/\+ \d+ created|~ \d+ updated/);

    // The shell holds the state, the settings and the key of staging's stack, and none of that gets into production's.
    const other = await shell(
      `eval "$(node infra/cli/main.ts env staging --rehearsal)" && exec node infra/cli/main.ts up production --rehearsal --preview --json`,
    );
    expect(other.code, other.stderr).toBe(0);
    const made = JSON.parse(other.stdout).plan.map(({ name }: { name: string }) => name);
    expect(made).toContain("production-database");
    expect(made.join()).not.toContain("staging");

    const doctor = await verb("doctor staging --rehearsal --wait 1 --json");
    expect(JSON.parse(doctor.stdout)).toMatchObject({ environment: "staging", healthy: true });

    // Nothing in the clone but what git ignores: no stack file, no state.
    expect((await shell("git status --porcelain")).stdout).toBe("");

    const destroy = await verb("destroy staging --rehearsal --json");
    expect(destroy.code, destroy.stderr).toBe(0);
    expect(JSON.parse(destroy.stdout).kept).toEqual(["staging-database"]);
    expect(destroy.stderr).toContain("npm run destroy -- staging --rehearsal --yes-replace staging-database");
    const misspelt = await verb("destroy staging --rehearsal --yes-replace staging-databse");
    expect([misspelt.code, sentenceOf(misspelt.stderr)]).toEqual([
      2,
      "--yes-replace names staging-databse, for which no word is needed in staging: what it can name is staging-database.",
    ]);
    const rest = await verb("destroy --rehearsal --yes-replace staging-database staging --json");
    expect(JSON.parse(rest.stdout).kept).toEqual([]);
  }, 180_000);

  test("staging and production are proven apart, and what they come to share is told by its kind", async () => {
    const early = await verb("separation --rehearsal");
    expect(early.code).toBe(1);
    expect(sentenceOf(early.stderr)).toBe("staging was not brought up: run `npm run up -- staging --rehearsal`.");
    for (const name of ["staging", "production"]) expect((await verb(`up ${name} --rehearsal`)).code).toBe(0);
    const apart = await verb("separation --rehearsal --json");
    expect([apart.code, JSON.parse(apart.stdout)]).toEqual([
      0,
      { apart: true, compared: expect.any(Number), shared: [], doors: expect.any(Array) },
    ]);

    const { doors } = JSON.parse(apart.stdout) as { doors: { outcome: string }[] };
    expect(doors.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused", "refused"]);

    const shared = '\'{"MAIL_KEY":"canary-of-both"}\'';
    for (const name of ["staging", "production"]) {
      const settings = `eval "$(node infra/cli/main.ts env ${name} --rehearsal)"`;
      const set = `pulumi config set --secret live-listen:thirdPartyKeys ${shared} -s ${name}`;
      expect((await shell(`${settings} && cd .live-listen/rehearsal/stacks/${name}/project && ${set}`)).code).toBe(0);
      expect((await verb(`up ${name} --rehearsal`)).code).toBe(0);
    }
    onTestFinished(async () => void (await verb("env staging --rehearsal --stop")));
    const found = await verb("separation --rehearsal --json");
    expect(found.code).toBe(1);
    expect(sentenceOf(found.stderr)).toMatch(
      /^The environments are not proven apart: staging and production share thirdPartyKeys\.MAIL_KEY:/,
    );
    expect(found.stdout + found.stderr).not.toContain("canary-of-both");
  }, 180_000);

  test("production isn't brought up from a dirty checkout without a word, and not taken down without one", async () => {
    await writeFile(join(root(), "README.md"), "changed");
    const up = await verb("up production --rehearsal");
    expect(up.code).toBe(1);
    expect(sentenceOf(up.stderr)).toMatch(
      /^This would bring up production from a checkout .* --yes-replace production\.$/,
    );
    const destroy = await verb("destroy production --rehearsal");
    expect(destroy.code).toBe(1);
    expect(sentenceOf(destroy.stderr)).toMatch(/^This would take production down .* --yes-replace production\.$/);
  }, 60_000);

  test("while nothing runs, what would look at it or change it ends with a sentence", async () => {
    for (const [words, code, sentence] of [
      ["rehearse status", 0, /^$/],
      ["rehearse stop", 0, /^The rehearsal doesn't run\.$/],
      [
        "rehearse fault render-500",
        1,
        /^The rehearsal doesn't run: start it with `npm start`, and leave that running\.$/,
      ],
      ["rehearse fault nothing", 2, /^There is no fault called nothing: it is one of pre-deploy-fails, /],
      [
        "rehearse fault postgres-down",
        2,
        /^postgres-down strikes an environment: name staging or production behind it\.$/,
      ],
      ["rehearse deploy staging", 1, /^The rehearsal doesn't run: start it with `npm start`/],
      ["rehearse deploy local", 2, /^local runs from this checkout/],
      [
        "rehearse nothing",
        2,
        /^There is no `npm run rehearse -- nothing`: it is one of status, deploy, fault, stop, reset\.$/,
      ],
      ["open staging", 1, /^The rehearsal doesn't run: start it with `npm start`, and leave that running\.$/],
      [
        "smoke staging --rehearsal",
        1,
        /^The rehearsal doesn't run: start it with `npm start`, and leave that running\.$/,
      ],
      ["smoke local --rehearsal", 2, /^--rehearsal is for staging and production: run `npm run smoke -- local`\.$/],
      ["open somewhere", 2, /^There is no environment called somewhere/],
      ["start staging", 2, /^staging is not started alone: run `npm start` for all three, or `npm start -- local`\.$/],
    ] as const) {
      const ended = await verb(words);
      expect([words, ended.code, sentenceOf(ended.stderr)]).toEqual([words, code, expect.stringMatching(sentence)]);
    }
    expect((await shell("ls -A .live-listen")).code).not.toBe(0);
  }, 60_000);

  test("nothing is started where credentials of the real platforms are", async () => {
    const { code, stderr } = await verb("up staging --rehearsal", { RENDER_API_KEY: "canary", VERCEL_TOKEN: "canary" });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "The rehearsal doesn't run where credentials of the real platforms are: run `unset RENDER_API_KEY VERCEL_TOKEN`, then run this again.\n",
    );
    expect((await shell("ls -A .live-listen")).code).not.toBe(0);
  });

  test.each([
    [
      "a misspelt key",
      "live-listen:reigon: frankfurt",
      /live-listen:reigon is no key of it, live-listen:region is \(take live-listen:reigon out of Pulumi\.staging\.yaml\)/,
    ],
    ["a tag that moves", "live-listen:release: latest", /live-listen:release must be an image tag that never moves/],
    [
      "a plan without a disk",
      'live-listen:databaseDiskSizeGb: "7"',
      /live-listen:databaseDiskSizeGb must be 1 or a multiple of 5/,
    ],
    [
      "a secret in plain",
      'live-listen:thirdPartyKeys: \'{"KEY":"canary-key"}\'',
      /live-listen:thirdPartyKeys is in plain/,
    ],
  ])(
    "%s is one sentence, and nothing is made",
    async (_what, line, sentence) => {
      const file = join(root(), "Pulumi.staging.yaml");
      const [key] = line.split(": ");
      const kept = (await readFile(file, "utf8")).split("\n").filter((one) => !one.trim().startsWith(`${key}:`));
      await writeFile(file, `${kept.join("\n").trimEnd()}\n  ${line}\n`);
      const { code, stderr } = await verb("up staging --rehearsal");
      expect(code).toBe(1);
      expect(sentenceOf(stderr)).toMatch(sentence);
      expect(stderr).not.toContain("canary-key");
      const state = await readFile(join(root(), ".live-listen/rehearsal/render/render.json"), "utf8").catch(() => "");
      expect(state).not.toContain("live-listen-staging");
    },
    60_000,
  );

  test("two stacks with one database are one sentence, and nothing is made", async () => {
    const file = join(root(), "stacks", "production.ts");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('server: "live-listen-production"', 'server: "live-listen-staging"'));
    const { code, stdout, stderr } = await verb("up staging --rehearsal");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      "The environment matrix keeps environments apart, but staging and production share the database server live-listen-staging.\n",
    );
  });
});

describe("on the platforms", () => {
  const backend = () => ({
    PULUMI_BACKEND_URL: `file://${dirname(root())}`,
    PULUMI_CONFIG_PASSPHRASE: "of the test",
    PULUMI_HOME: join(dirname(root()), "pulumi"),
  });

  test("nothing is done in a shell that is set up for the rehearsal", async () => {
    const { code, stderr } = await verb("up staging --preview", { ...backend(), PULUMI_DEBUG_PROVIDERS: "random:1" });
    expect(code).toBe(1);
    expect(sentenceOf(stderr)).toMatch(
      /^This shell is set up for stacks of this machine: run `unset PULUMI_DEBUG_PROVIDERS`/,
    );
  });

  test("a stack that nobody has made is not made in passing", async () => {
    const { code, stderr } = await verb("up staging --preview", backend());
    expect(code).toBe(1);
    expect(sentenceOf(stderr)).toMatch(
      /^There is no stack staging in the state that pulumi is logged in to .* docs\/backends\.md says\.$/,
    );
  }, 60_000);

  test("all that the configuration lacks is told at once, before anything is asked of a platform", async () => {
    const env = 'eval "$(node infra/cli/main.ts env staging)"';
    const made = await shell(
      `${env} && pulumi stack init staging --secrets-provider passphrase --non-interactive`,
      backend(),
    );
    expect(made.code, made.stderr).toBe(0);
    const { code, stderr } = await verb("up staging --preview", backend());
    expect(code).toBe(1);
    const sentence = sentenceOf(stderr);
    for (const key of [
      "render:apiKey",
      "render:ownerId",
      "vercel:apiToken",
      "live-listen:registryToken",
      "live-listen:release",
    ]) {
      expect(sentence).toMatch(
        new RegExp(`${key} is missing \\(run \`pulumi config set (--secret )?${key} .*? -s staging\`\\)`),
      );
    }
  }, 60_000);
});

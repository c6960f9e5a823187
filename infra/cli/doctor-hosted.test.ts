import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { runChild, type TestChild } from "../test/child.ts";
import { useWorkingClone, withoutRealCredentials } from "./test/working-clone.ts";

const root = useWorkingClone();

/** Begins a verb; credentials of real platforms would keep the rehearsal from starting. */
function begin(words: readonly string[], more: NodeJS.ProcessEnv = {}): TestChild {
  return runChild(process.execPath, [join("infra", "cli", "main.ts"), ...words], {
    cwd: root(),
    env: withoutRealCredentials(more),
  });
}

async function whole(child: TestChild) {
  const code = await child.ended;
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

/** Lets Render's stand-in forget that it has found the API's domain; it finds it again when it is asked to look. */
async function unverify(): Promise<void> {
  const file = join(root(), ".live-listen", "rehearsal", "render", "render.json");
  const state = await readFile(file, "utf8");
  const forgotten = state.replaceAll(/("verificationStatus":\s*)"verified"/g, '$1"unverified"');
  expect(forgotten).not.toBe(state);
  await writeFile(file, forgotten);
}

test("a domain that isn't verified yet is waited for with its state shown, until it is or Ctrl-C ends it", async () => {
  const up = await whole(begin(["up", "staging", "--rehearsal"]));
  expect(up.code, up.stderr).toBe(0);

  await unverify();
  const once = await whole(begin(["doctor", "staging", "--rehearsal", "--wait", "0"]));
  expect(once.code).toBe(1);
  expect(once.stdout).toMatch(/^… Domain api\.staging\.live-listen\.app: Render has not verified it yet/m);
  expect(once.stderr).toMatch(/`npm run doctor -- staging --rehearsal` waits for it on\.\n$/);

  await unverify();
  const waiting = begin(["doctor", "staging", "--rehearsal", "--json"]);
  while (!waiting.stderr().includes("… Domain api.staging.live-listen.app: ")) {
    const over = await Promise.race([waiting.ended, delay(20)]);
    if (over !== undefined) expect.fail(`It ended before it waited: ${waiting.stderr()}`);
  }
  waiting.kill("SIGINT");
  const interrupted = await whole(waiting);
  expect(interrupted.code, interrupted.stderr).toBe(130);
  const { healthy, findings } = JSON.parse(interrupted.stdout);
  expect(healthy).toBe(false);
  expect(findings).toContainEqual({
    name: "Domain api.staging.live-listen.app",
    verdict: "pending",
    sentence: expect.stringMatching(/^Render has not verified it yet/),
  });

  const found = await whole(begin(["doctor", "staging", "--rehearsal", "--json"]));
  expect([found.code, JSON.parse(found.stdout).healthy]).toEqual([0, true]);
}, 300_000);

test("what the configuration of a stack on the platforms lacks is told at once, with the command that sets it", async () => {
  const backend = {
    PULUMI_BACKEND_URL: `file://${dirname(root())}`,
    PULUMI_CONFIG_PASSPHRASE: "of the test",
    PULUMI_HOME: join(dirname(root()), "pulumi"),
  };
  const init = "pulumi stack init staging --secrets-provider passphrase --non-interactive";
  const made = runChild("sh", ["-c", `eval "$(${process.execPath} infra/cli/main.ts env staging)" && ${init}`], {
    cwd: root(),
    env: { ...process.env, ...backend },
  });
  expect(await made.ended, made.stderr()).toBe(0);
  const { code, stdout, stderr } = await whole(begin(["doctor", "staging", "--json"], backend));
  expect(code, stderr).toBe(1);
  const { healthy, findings } = JSON.parse(stdout);
  expect([healthy, findings.length]).toEqual([false, 1]);
  expect(findings[0]).toMatchObject({ name: "Configuration", verdict: "wrong" });
  for (const key of ["render:apiKey", "vercel:apiToken", "live-listen:registryToken"]) {
    expect(findings[0].sentence).toContain(`\`pulumi config set --secret ${key} -s staging\``);
  }
}, 60_000);

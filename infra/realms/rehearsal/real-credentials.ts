import { Fault } from "../../fault.ts";

/**
 * The variables that hold credentials of the real platforms, by the tools that read them: the vendors' providers, their command lines, and
 * their clients.
 */
const REAL_CREDENTIALS = ["RENDER_API_KEY", "RENDER_TOKEN", "VERCEL_API_TOKEN", "VERCEL_TOKEN", "VERCEL_BEARER_TOKEN"];

/**
 * Makes sure that nothing in the rehearsal can reach a real platform, whatever goes wrong.
 *
 * @throws Fault when the environment holds credentials of one; no value is told.
 */
export function assertNoRealCredentials(env: NodeJS.ProcessEnv = process.env): void {
  const found = REAL_CREDENTIALS.filter((name) => env[name]);
  if (found.length === 0) return;
  throw new Fault(
    `The rehearsal doesn't run where credentials of the real platforms are: run \`unset ${found.join(" ")}\`, then run this again.`,
  );
}

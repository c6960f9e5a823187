/**
 * The environment of PostgreSQL's programs: none of this machine's `PG*` variables, and messages in English, because
 * the log is read back to explain why a server does not start.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

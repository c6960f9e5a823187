/**
 * The environment variables that a program needs to run at all, from this process; those of a service come from its `.env` file alone, so that
 * nothing a person happens to have exported changes what it does.
 */
export function basicEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const names = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot"];
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

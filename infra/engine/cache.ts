import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder for what outlives a clone and can be made again.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ which rules that a relative `XDG_CACHE_HOME` is ignored.
 */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const base = env.XDG_CACHE_HOME;
  return join(base?.startsWith("/") ? base : join(home, ".cache"), "live-listen");
}

import { statusCollector } from "./collect/collect.ts";
import { logsOf } from "./collect/logs.ts";
import { remembering } from "./collect/remembering.ts";
import { type StatusServer, serveStatus } from "./server/serve.ts";
import type { StatusSources } from "./sources.ts";

/**
 * Serves the status page of these environments on 127.0.0.1. While nobody looks at it, nothing is asked of anything.
 *
 * @param options.port any that is free when 0 or left out.
 * @param options.pollMilliseconds how long after one look the next one is.
 * @throws Fault when the port is taken.
 */
export function openStatusPage(
  sources: StatusSources,
  options: { readonly port?: number; readonly pollMilliseconds?: number } = {},
): Promise<StatusServer> {
  const remembered = remembering(sources);
  return serveStatus({
    ...options,
    collect: statusCollector(remembered),
    logsOf: (environment, deploy) => logsOf(remembered, environment, deploy),
  });
}

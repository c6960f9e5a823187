import type { RehearsalStatus } from "../model.ts";
import type { StatusSources } from "../sources.ts";
import { EnvironmentCollector } from "./environment.ts";
import { know } from "./known.ts";

/**
 * Collects what the page shows, again and again: what it sees change between two looks, such as when a step of a deploy began, it remembers.
 *
 * @example
 * const collect = statusCollector(sources);
 * (await collect()).environments[0]?.health.state // "healthy"
 *
 * @returns a function that looks at everything once; it never rejects, and what could not be found out is told as unknown.
 */
export function statusCollector(sources: StatusSources): () => Promise<RehearsalStatus> {
  const environments = sources.environments.map((source) => new EnvironmentCollector(source));
  return async () => {
    const [statuses, separation, faults] = await Promise.all([
      Promise.all(environments.map((environment) => environment.collect())),
      know("The proof of separation", async () => sources.separation?.()),
      know("The rehearsal", async () => (await sources.faults?.()) ?? []),
    ]);
    return {
      at: new Date().toISOString(),
      environments: statuses,
      ...(!separation.known && { separation }),
      ...(separation.known && separation.value && { separation: { known: true, value: separation.value } }),
      faults,
    };
  };
}

import type { EnvironmentSource, HostedSource, StatusSources } from "../sources.ts";

/**
 * Sources that remember where an environment's things were found: when one platform can't be asked any more, what the other one and the environment
 * itself tell is still shown.
 */
export function remembering(sources: StatusSources): StatusSources {
  return { ...sources, environments: sources.environments.map(rememberingOne) };
}

function rememberingOne(source: EnvironmentSource): EnvironmentSource {
  const { runs } = source;
  if (runs.on !== "platforms") return source;
  let known: HostedSource | undefined;
  const find = async () => {
    try {
      known = await runs.find();
    } catch (error) {
      if (!known) throw error;
    }
    return known;
  };
  return { ...source, runs: { ...runs, find } };
}

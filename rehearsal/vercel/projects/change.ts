import { Refusal } from "../refusal.ts";
import type { State } from "../state.ts";
import type { Changes, Settings } from "./settings.ts";

/** Settings with changes applied: objects of options are added to, everything else is replaced. */
export function changed(settings: Settings, changes: Changes): Settings {
  const { passwordProtection, resourceConfig, oidcTokenConfig, gitProviderOptions, ...rest } = changes;
  return {
    ...settings,
    ...given(rest),
    ...(passwordProtection !== undefined && {
      passwordProtection: passwordProtection && { deploymentType: passwordProtection.deploymentType },
    }),
    resourceConfig: { ...settings.resourceConfig, ...given(resourceConfig ?? {}) },
    oidcTokenConfig: { ...settings.oidcTokenConfig, ...given(oidcTokenConfig ?? {}) },
    gitProviderOptions: { ...settings.gitProviderOptions, ...given(gitProviderOptions ?? {}) },
  };
}

/**
 * Makes sure that a team has no other project of a name.
 *
 * @throws Refusal (409) when it has
 */
export function assertNameIsFree(state: State, teamId: string, name: string, own?: string): void {
  const other = state.projects.find(
    ({ id, settings, ...project }) => project.teamId === teamId && settings.name === name && id !== own,
  );
  if (other) throw new Refusal(409, "conflict", `The team has a project "${name}" already.`);
}

type Given<Value> = { [Name in keyof Value]: Exclude<Value[Name], undefined> };

function given<Value extends object>(values: Value): Partial<Given<Value>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Given<Value>>;
}

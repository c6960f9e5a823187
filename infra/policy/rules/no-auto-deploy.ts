import { at, ofType, type Rule } from "../rule.ts";

/** What is deployed, and when, is the release's to say. */
export const noAutoDeploy: Rule = {
  name: "no-auto-deploy",
  description: "Nothing deploys by itself: no repository, no previews, no domain that moves with a deployment.",
  broken: (resources) => [
    ...ofType(resources, "render:WebService").flatMap(({ name, properties }) => [
      ...["docker", "nativeRuntime"]
        .filter((source) => at(properties, "runtimeSource", source) !== undefined)
        .map((source) => `${name} is built from a repository (${source})`),
      ...(at(properties, "previews", "generation") === "off" ? [] : [`${name} doesn't turn previews off`]),
    ]),
    ...ofType(resources, "vercel:Project").flatMap(({ name, properties }) => [
      ...(properties.gitRepository === undefined ? [] : [`${name} deploys from a repository`]),
      ...(properties.autoAssignCustomDomains === false ? [] : [`${name} gives its domain to every new deployment`]),
    ]),
  ],
};

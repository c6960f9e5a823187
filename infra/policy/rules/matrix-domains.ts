import type { HostedEnvironment } from "@live-listen/stacks";
import { at, type DeclaredResource, ofType, type Rule } from "../rule.ts";

/** The matrix is where domains and URLs are written down, and the only place. */
export const matrixDomains: Rule = {
  name: "matrix-domains",
  description: "Domains and URLs are those of the environment matrix.",
  broken: (resources, row) => [...domains(resources, row), ...variables(resources, row)],
};

function domains(resources: readonly DeclaredResource[], { apiUrl, webUrl }: HostedEnvironment): readonly string[] {
  const [api, web] = [new URL(apiUrl).hostname, new URL(webUrl).hostname];
  const ofServices = ofType(resources, "render:WebService").flatMap(({ name, properties }) => {
    const given = at(properties, "customDomains");
    const names = Array.isArray(given) ? given.map((one) => at(one, "name")) : [];
    return names.length === 1 && names[0] === api
      ? []
      : [`${name} answers under ${names.join(", ") || "no domain"} and not under ${api}`];
  });
  const ofProjects = ofType(resources, "vercel:ProjectDomain").flatMap(({ name, properties: { domain } }) =>
    domain === web ? [] : [`${name} is ${domain} and not ${web}`],
  );
  return [...ofServices, ...ofProjects];
}

function variables(resources: readonly DeclaredResource[], row: HostedEnvironment): readonly string[] {
  const { appEnv, apiUrl, webUrl, wsUrl } = row;
  const ofApi = { APP_ENV: appEnv, API_URL: apiUrl, WEB_URL: webUrl, WS_URL: wsUrl };
  const ofWeb = { NEXT_PUBLIC_APP_ENV: appEnv, NEXT_PUBLIC_API_URL: apiUrl, NEXT_PUBLIC_WS_URL: wsUrl };
  const services = ofType(resources, "render:WebService").flatMap(({ name, properties }) =>
    Object.entries(ofApi)
      .filter(([key, wanted]) => at(properties, "envVars", key, "value") !== wanted)
      .map(([key, wanted]) => `${name} has not ${wanted} for ${key}`),
  );
  const projects = ofType(resources, "vercel:ProjectEnvironmentVariable").flatMap(({ name, properties }) => {
    const wanted = Object.entries(ofWeb).find(([key]) => key === properties.key)?.[1];
    return wanted === undefined || properties.value === wanted ? [] : [`${name} is not ${wanted}`];
  });
  return [...services, ...projects];
}

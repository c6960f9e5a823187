import type { Host } from "./hosts.ts";

/**
 * Whether a host name asks its visitors to sign in, by what the project protects.
 *
 * @see https://vercel.com/docs/deployment-protection
 */
export function isProtected({ kind, deployment, project }: Extract<Host, { leadsTo: "deployment" }>): boolean {
  const { ssoProtection, passwordProtection } = project.settings;
  const isPreview = deployment.target !== "production";
  const isIn = {
    all: true,
    preview: isPreview,
    prod_deployment_urls_and_all_previews: isPreview || kind === "deployment",
    all_except_custom_domains: isPreview || kind !== "domain",
  };
  return [ssoProtection, passwordProtection].some(
    (protection) => protection !== null && isIn[protection.deploymentType],
  );
}

export { configuration } from "./configuration.ts";
export { vercel } from "./package.ts";
export { dnsRecord } from "./tables/dns-record.ts";
export { project } from "./tables/project.ts";
export { projectDeploymentRetention } from "./tables/project-deployment-retention.ts";
export { projectDomain } from "./tables/project-domain.ts";
export { projectEnvironmentVariable } from "./tables/project-environment-variable.ts";

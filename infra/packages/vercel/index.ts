import { customResource, type ResourceArguments } from "@live-listen/property-tables/custom-resource";
import { vercel } from "./package.ts";
import { dnsRecord } from "./tables/dns-record.ts";
import { project } from "./tables/project.ts";
import { projectDeploymentRetention } from "./tables/project-deployment-retention.ts";
import { projectDomain } from "./tables/project-domain.ts";
import { projectEnvironmentVariable } from "./tables/project-environment-variable.ts";

/** A record of a DNS zone that Vercel keeps. */
export class DnsRecord extends customResource(dnsRecord, vercel) {}
export type DnsRecordArgs = ResourceArguments<typeof dnsRecord.properties>;

/** A project of Vercel. */
export class Project extends customResource(project, vercel) {}
export type ProjectArgs = ResourceArguments<typeof project.properties>;

/** How long a project's old deployments stay. */
export class ProjectDeploymentRetention extends customResource(projectDeploymentRetention, vercel) {}
export type ProjectDeploymentRetentionArgs = ResourceArguments<typeof projectDeploymentRetention.properties>;

/** A domain under which a project's deployments are reached. */
export class ProjectDomain extends customResource(projectDomain, vercel) {}
export type ProjectDomainArgs = ResourceArguments<typeof projectDomain.properties>;

/** A variable of a project. */
export class ProjectEnvironmentVariable extends customResource(projectEnvironmentVariable, vercel) {}
export type ProjectEnvironmentVariableArgs = ResourceArguments<typeof projectEnvironmentVariable.properties>;

import { z } from "zod";
import { newKey } from "../http/seal.ts";
import { customDomain } from "./custom-domains/custom-domain.ts";
import { deploy } from "./deploys/deploy.ts";
import { envVar } from "./env-vars/env-var.ts";
import { environment } from "./environments/environment.ts";
import { serviceFault } from "./faults/service-fault.ts";
import { job } from "./jobs/job.ts";
import { logStream } from "./log-streams/log-stream.ts";
import { notificationSettings } from "./notifications/settings.ts";
import { instance } from "./postgres/instance.ts";
import { project } from "./projects/project.ts";
import { registryCredential } from "./registry-credentials/credential.ts";
import { secretFile } from "./secret-files/secret-file.ts";
import { service } from "./services/service.ts";

/** All that the stand-in remembers. */
export const state = z.object({
  /** Encrypts passwords, tokens, and the values of variables and files. */
  key: z.string(),
  projects: z.array(project),
  environments: z.array(environment),
  registryCredentials: z.array(registryCredential),
  postgres: z.array(instance),
  /** Ids of Postgres instances that are deleted, and whose data may still be there. */
  deletedPostgres: z.array(z.string()),
  services: z.array(service),
  envVars: z.array(envVar),
  secretFiles: z.array(secretFile),
  customDomains: z.array(customDomain),
  deploys: z.array(deploy),
  jobs: z.array(job).default([]),
  serviceFaults: z.array(serviceFault).default([]),
  logStreams: z.array(logStream),
  /** By the ids of workspaces. */
  notificationSettings: z.record(z.string(), notificationSettings),
});

export type State = z.output<typeof state>;

/** What a new stand-in remembers. */
export function emptyState(): State {
  return {
    key: newKey(),
    projects: [],
    environments: [],
    registryCredentials: [],
    postgres: [],
    deletedPostgres: [],
    services: [],
    envVars: [],
    secretFiles: [],
    customDomains: [],
    deploys: [],
    jobs: [],
    serviceFaults: [],
    logStreams: [],
    notificationSettings: {},
  };
}

import type { HostedEnvironment } from "@live-listen/stacks";
import type { WebVariables } from "@live-listen/web/variables";
import * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumi/vercel";

/** How long old deployments stay: those that a release may be rolled back to a year, all others only as long as somebody looks at them. */
const RETENTION = {
  expirationProduction: "1y",
  expirationPreview: "1w",
  expirationCanceled: "1w",
  expirationErrored: "1w",
} as const;

/** Arguments of a {@link Web}. */
export interface WebArgs {
  readonly row: HostedEnvironment;
  /** Id of the Vercel team; a person's own account when undefined. */
  readonly teamId: string | undefined;
  readonly variables: WebVariables;
}

/**
 * The web bundle's deploy target: a Vercel project of the environment's own. Bundles are built elsewhere and put there by releases, so the
 * project has no framework and no repository, and a deployment gets the domain only when a release says so.
 */
export class Web extends pulumi.ComponentResource {
  readonly project: vercel.Project;
  readonly domain: vercel.ProjectDomain;

  constructor(name: string, args: WebArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Web", name, {}, opts);
    const { row, variables } = args;
    const team = args.teamId === undefined ? {} : { teamId: args.teamId };

    this.project = new vercel.Project(
      `${name}-web`,
      { ...team, name: row.secrets.vercelProject, autoAssignCustomDomains: false, previewDeploymentsDisabled: true },
      { parent: this },
    );
    const ofProject = { ...team, projectId: this.project.id };
    this.domain = new vercel.ProjectDomain(
      `${name}-web-domain`,
      { ...ofProject, domain: new URL(row.webUrl).hostname },
      { parent: this },
    );
    for (const [key, value] of Object.entries(variables)) {
      // Releases read them back to stamp the page with, which a sensitive one would not allow; every visitor sees them anyway.
      const args = { ...ofProject, key, value, sensitive: false, targets: ["production" as const] };
      new vercel.ProjectEnvironmentVariable(`${name}-web-${key}`, args, { parent: this });
    }
    new vercel.ProjectDeploymentRetention(`${name}-web-retention`, { ...ofProject, ...RETENTION }, { parent: this });

    this.registerOutputs({ id: this.project.id });
  }
}

import type { HostedEnvironment } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import * as render from "@pulumi/render";
import { warnOfIgnoredChanges } from "./ignored-changes.ts";
import type { ImageRegistry } from "./image-registry.ts";

/** Makes the schema and what goes with it before traffic switches; the only command that gets the owner's URL. */
const PRE_DEPLOY_COMMAND = "node src/migrate.ts up";
/** One set of variables serves both commands, so this one drops the owner's URL before anything else runs. */
const START_COMMAND = "env -u MIGRATION_DATABASE_URL node src/main.ts";
const HEALTH_CHECK_PATH = "/healthz";
/** How long the API has to hand its sockets over and end; Render kills it after that. */
const SHUTDOWN_SECONDS = 60;
/** A room lives in one instance until rooms have a backplane. */
const INSTANCES = 1;

/** Arguments of an {@link Api}. */
export interface ApiArgs {
  readonly row: HostedEnvironment;
  /** Instance type at Render, such as `starter`. */
  readonly plan: string;
  readonly region: "frankfurt" | "ohio" | "oregon" | "singapore" | "virginia";
  /** Id of the environment of the Render project. */
  readonly environmentId: pulumi.Input<string>;
  /** Where the image lies, without tag: `ghcr.io/owner/name`. */
  readonly image: string;
  readonly registry: { readonly kind: ImageRegistry; readonly username: string; readonly token: string };
  /** Tag that the service is created with; every later one is the release's to set. */
  readonly release: string;
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The API's deploy target: a web service of Render that runs an image. Releases bring it another tag, and updates leave that alone. */
export class Api extends pulumi.ComponentResource {
  readonly service: render.WebService;
  /** Under which Render itself serves the API, and to which the DNS record of its domain leads. */
  readonly host: pulumi.Output<string>;

  constructor(name: string, args: ApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Api", name, {}, opts);
    const { row, plan, region, environmentId, image, registry, release, variables } = args;

    const credential = new render.RegistryCredential(
      `${name}-registry`,
      {
        name: `${row.secrets.renderProject}-registry`,
        registry: registry.kind,
        username: registry.username,
        authToken: registry.token,
      },
      { parent: this },
    );
    this.service = new render.WebService(
      `${name}-api`,
      {
        name: `${row.secrets.renderProject}-api`,
        plan,
        region,
        environmentId,
        runtimeSource: { image: { imageUrl: image, tag: release, registryCredentialId: credential.id } },
        preDeployCommand: PRE_DEPLOY_COMMAND,
        startCommand: START_COMMAND,
        healthCheckPath: HEALTH_CHECK_PATH,
        maxShutdownDelaySeconds: SHUTDOWN_SECONDS,
        numInstances: INSTANCES,
        customDomains: [{ name: new URL(row.apiUrl).hostname }],
        previews: { generation: "off" },
        envVars: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, { value }])),
      },
      // In another region than its database it would not reach it.
      { parent: this, ignoreChanges: ["runtimeSource.image.tag", "region"] },
    );
    warnOfIgnoredChanges(this.service, { region }, ["region"]);
    this.host = this.service.url.apply((url) => new URL(url).hostname);

    this.registerOutputs({ id: this.service.id, host: this.host });
  }
}

import type { HostedEnvironment as HostedRow } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import * as render from "@pulumi/render";
import { Api } from "./components/api.ts";
import { Database } from "./components/database.ts";
import { Dns } from "./components/dns.ts";
import { fingerprintOf, fingerprints } from "./components/fingerprint.ts";
import { registryOfImage } from "./components/image-registry.ts";
import { importing } from "./components/importing.ts";
import { Secrets } from "./components/secrets.ts";
import { apiVariables, webVariables } from "./components/variables.ts";
import { Web } from "./components/web.ts";
import type { Configuration } from "./configuration/keys.ts";

/** Arguments of a {@link HostedEnvironment}. */
export interface HostedEnvironmentArgs {
  readonly row: HostedRow;
  readonly configuration: Configuration;
}

/** An environment on Render and Vercel: its secrets, its database, its two deploy targets and their names. It shares nothing with another. */
export class HostedEnvironment extends pulumi.ComponentResource {
  /** What the stack outputs. None is secret: what is secret stays in the state and where it is used. */
  readonly outputs: pulumi.Inputs;

  constructor(name: string, args: HostedEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { row, configuration } = args;
    super(
      "live-listen:index:Environment",
      name,
      {},
      pulumi.mergeOptions({ transformations: [importing(configuration.imports)] }, opts),
    );
    const { region, image, release, vercelTeam: teamId, secretGeneration } = configuration;
    const registry = registryOfImage(image);
    if (!registry) throw new pulumi.RunError(`Render keeps no credentials for the registry of the image ${image}.`);

    const secrets = new Secrets(
      name,
      { generation: secretGeneration, previousGeneration: configuration.previousSecretGeneration },
      { parent: this },
    );
    const project = new render.Project(
      `${name}-project`,
      {
        name: row.secrets.renderProject,
        environments: {
          [row.name]: {
            name: row.name,
            protectedStatus: row.name === "production" ? "protected" : "unprotected",
            // Services of other projects don't reach this one's over Render's private network.
            networkIsolated: true,
          },
        },
      },
      { parent: this },
    );
    const environmentId = project.environments.apply((environments) => {
      const id = environments[row.name]?.id;
      if (id === undefined)
        throw new pulumi.RunError(`Render tells no id of the environment ${row.name}: run this again.`);
      return id;
    });
    const database = new Database(
      name,
      {
        row,
        region,
        environmentId,
        plan: configuration.databasePlan,
        diskSizeGb: configuration.databaseDiskSizeGb,
        highAvailability: configuration.databaseHighAvailability,
        ipAllowList: configuration.databaseIpAllowList,
        app: { password: secrets.appPassword, generation: secretGeneration },
      },
      { parent: this },
    );
    const api = new Api(
      name,
      {
        row,
        region,
        environmentId,
        image,
        release,
        plan: configuration.apiPlan,
        registry: {
          kind: registry,
          username: configuration.registryUsername,
          token: configuration.registryToken,
        },
        variables: apiVariables(row, {
          databaseUrl: database.appUrl,
          migrationDatabaseUrl: database.ownerUrl,
          jwtSecret: secrets.jwtSecret,
          previousJwtSecret: secrets.previousJwtSecret,
          thirdPartyKeys: configuration.thirdPartyKeys,
        }),
      },
      { parent: this },
    );
    const web = new Web(name, { row, teamId, variables: webVariables(row) }, { parent: this });
    const dns = new Dns(name, { row, teamId, keeper: configuration.dns, apiHost: api.host }, { parent: this });

    this.outputs = {
      environment: row.name,
      webUrl: row.webUrl,
      apiUrl: row.apiUrl,
      wsUrl: row.wsUrl,
      image,
      renderOwnerId: configuration.renderOwnerId,
      renderProjectId: project.id,
      renderEnvironmentId: environmentId,
      databaseId: database.instance.id,
      databaseName: pulumi.unsecret(database.databaseName),
      databaseAppRole: database.appRole,
      apiServiceId: api.service.id,
      apiServiceUrl: api.service.url,
      vercelTeamId: teamId,
      vercelProjectId: web.project.id,
      dnsZone: row.dnsZone,
      dnsKeeper: configuration.dns,
      dnsRecordsToMake: dns.recordsToMake,
      fingerprintKeyId: fingerprintOf(configuration.fingerprintKey, "the key of the fingerprints"),
      fingerprints: fingerprints(configuration.fingerprintKey, {
        jwtSecret: secrets.jwtSecret,
        appPassword: secrets.appPassword,
        ...(secrets.previousJwtSecret && { previousJwtSecret: secrets.previousJwtSecret }),
        ...(secrets.previousAppPassword && { previousAppPassword: secrets.previousAppPassword }),
        renderApiKey: configuration.renderApiKey,
        vercelApiToken: configuration.vercelApiToken,
        registryToken: configuration.registryToken,
        ownerPassword: database.ownerPassword,
        ownerRole: database.ownerRole,
        databaseHost: database.host,
        databaseId: database.instance.id,
        databaseName: database.databaseName,
        appRole: database.appRole,
        renderProjectId: project.id,
        renderEnvironmentId: environmentId,
        apiServiceId: api.service.id,
        vercelProjectId: web.project.id,
        webHost: new URL(row.webUrl).host,
        apiHost: new URL(row.apiUrl).host,
        ...Object.fromEntries(
          Object.entries(configuration.thirdPartyKeys).map(([key, value]) => [`thirdPartyKeys.${key}`, value]),
        ),
      }),
    };
    this.registerOutputs(this.outputs);
  }
}

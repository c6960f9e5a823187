import type { Environment as EnvironmentRow } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import { generatedSecret } from "./components/generated-secret.ts";
import { LocalDatabase } from "./components/local-database.ts";
import { Secrets } from "./components/secrets.ts";
import { apiVariables, webVariables } from "./components/variables.ts";

/** Arguments of an {@link LocalEnvironment}. */
export interface LocalEnvironmentArgs {
  readonly row: EnvironmentRow;
  /** The Postgres server of this machine, which holds the local environment's database. */
  readonly postgres: { readonly host: string; readonly port: number };
}

/** Secrets on a developer's machine are never rotated: destroying the stack is simpler. */
const GENERATION = 1;

/** The environment on a developer's machine: its secrets, its database, and the variables that its services start with. */
export class LocalEnvironment extends pulumi.ComponentResource {
  /** What the stack outputs. */
  readonly outputs: pulumi.Inputs;

  constructor(name: string, args: LocalEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Environment", name, {}, opts);
    const { row, postgres } = args;

    const secrets = new Secrets(name, { generation: GENERATION }, { parent: this });
    const ownerPassword = generatedSecret(
      { environment: name, kind: "owner-password", generation: GENERATION },
      { parent: secrets },
    );
    const database = new LocalDatabase(
      name,
      {
        ...postgres,
        databaseName: row.database.name,
        ownerPassword,
        appPassword: secrets.appPassword,
      },
      { parent: this },
    );

    this.outputs = {
      environment: row.name,
      webUrl: row.webUrl,
      apiUrl: row.apiUrl,
      wsUrl: row.wsUrl,
      databaseHost: database.host,
      databaseName: database.databaseName,
      databaseUrl: database.appUrl,
      migrationDatabaseUrl: database.ownerUrl,
      jwtSecret: secrets.jwtSecret,
      apiVariables: pulumi.secret(
        pulumi.all(
          apiVariables(row, {
            databaseUrl: database.appUrl,
            migrationDatabaseUrl: database.ownerUrl,
            jwtSecret: secrets.jwtSecret,
          }),
        ),
      ),
      webVariables: webVariables(row),
    };
    this.registerOutputs(this.outputs);
  }
}

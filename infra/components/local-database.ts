import * as postgresql from "@pulumi/postgresql";
import * as pulumi from "@pulumi/pulumi";
import { databaseUrl } from "./database-url.ts";

/** Arguments of a {@link LocalDatabase}. */
export interface LocalDatabaseArgs {
  /** Of the database, and the beginning of the names of its roles. */
  readonly databaseName: string;
  readonly host: string;
  readonly port: number;
  readonly ownerPassword: pulumi.Input<string>;
  readonly appPassword: pulumi.Input<string>;
}

/**
 * On the Postgres server of this machine, what a managed Postgres gives elsewhere: a database and the role that owns it. What is inside the
 * database (schema, app role, grants, mark) is made by the API's `prepare`, as it is elsewhere.
 */
export class LocalDatabase extends pulumi.ComponentResource {
  readonly host: pulumi.Output<string>;
  readonly databaseName: pulumi.Output<string>;
  /** For the app role, which may read and write rows and nothing else. */
  readonly appUrl: pulumi.Output<string>;
  /** For the owner, which migrates. */
  readonly ownerUrl: pulumi.Output<string>;

  constructor(name: string, args: LocalDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:LocalDatabase", name, {}, opts);

    // CREATEROLE for the app role, CREATEDB for data sets beside this one; never a superuser, since no managed Postgres gives one either.
    const owner = new postgresql.Role(
      `${name}-owner`,
      {
        name: `${args.databaseName}_owner`,
        login: true,
        superuser: false,
        createRole: true,
        createDatabase: true,
        password: args.ownerPassword,
      },
      // Who makes a role is its member from then on, so that the owner may manage the app role (PostgreSQL 16, "Role Attributes"): a refresh
      // sees that, and an update would take it away, since the program names no roles.
      { parent: this, ignoreChanges: ["roles"] },
    );
    const database = new postgresql.Database(
      `${name}-database`,
      { name: args.databaseName, owner: owner.name },
      { parent: this },
    );

    const place = { host: args.host, port: args.port, database: database.name };
    this.host = pulumi.output(args.host);
    this.databaseName = database.name;
    this.ownerUrl = databaseUrl({ ...place, user: owner.name, password: args.ownerPassword });
    this.appUrl = databaseUrl({ ...place, user: `${args.databaseName}_app`, password: args.appPassword });

    this.registerOutputs({
      host: this.host,
      databaseName: this.databaseName,
      appUrl: this.appUrl,
      ownerUrl: this.ownerUrl,
    });
  }
}

import type { HostedEnvironment } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import * as render from "@pulumi/render";
import { connectionPart } from "./connection-info.ts";
import { databaseUrl } from "./database-url.ts";
import { warnOfIgnoredChanges } from "./ignored-changes.ts";

/** The major version of every environment's PostgreSQL. */
const POSTGRES_VERSION = "18";

/** What Render can only change by making another instance, with nothing in it. */
const REPLACED_BY = ["version", "region", "databaseName", "databaseUser"] as const;

/** Arguments of a {@link Database}. */
export interface DatabaseArgs {
  readonly row: HostedEnvironment;
  /** Instance type at Render, such as `basic_256mb`. */
  readonly plan: string;
  readonly region: "frankfurt" | "ohio" | "oregon" | "singapore" | "virginia";
  /** 1, or a multiple of 5. */
  readonly diskSizeGb: number;
  readonly highAvailability: boolean;
  /** Blocks of addresses outside of Render that may connect. */
  readonly ipAllowList: readonly string[];
  /** Id of the environment of the Render project. */
  readonly environmentId: pulumi.Input<string>;
  /** Of the role that the API serves with, and its number. */
  readonly app: { readonly password: pulumi.Input<string>; readonly generation: number };
}

/**
 * A Postgres instance of Render that belongs to one environment alone. What is inside the database (schema, app role, grants, mark) is made by
 * the API's `prepare`, which runs at Render before each release.
 *
 * It can't be deleted or replaced by an update: it is protected, and the properties whose change would replace it are taken from the instance
 * that is there, with a warning when the configuration says otherwise.
 */
export class Database extends pulumi.ComponentResource {
  readonly instance: render.Postgres;
  /** The real name of the database, to which Render may have added a suffix. */
  readonly databaseName: pulumi.Output<string>;
  /** Within Render's own network, with its port when it isn't Postgres' own. */
  readonly host: pulumi.Output<string>;
  readonly appRole: string;
  /** For the app role, which may read and write rows and nothing else. */
  readonly appUrl: pulumi.Output<string>;
  readonly ownerRole: pulumi.Output<string>;
  readonly ownerPassword: pulumi.Output<string>;
  /** For the owner, which migrates. */
  readonly ownerUrl: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Database", name, {}, opts);
    const { row, plan, region, diskSizeGb, highAvailability, ipAllowList, environmentId, app } = args;

    const wanted = {
      version: POSTGRES_VERSION,
      region,
      databaseName: row.database.name,
      databaseUser: `${row.database.name}_owner`,
    } as const;
    this.instance = new render.Postgres(
      `${name}-database`,
      {
        ...wanted,
        name: row.database.server,
        plan,
        diskSizeGb,
        environmentId,
        highAvailabilityEnabled: highAvailability,
        ipAllowLists: ipAllowList.map((cidrBlock) => ({ cidrBlock, description: `${row.name}, by its configuration` })),
      },
      { parent: this, protect: true, ignoreChanges: [...REPLACED_BY] },
    );
    warnOfIgnoredChanges(this.instance, wanted, REPLACED_BY);

    const internal = connectionPart(this.instance, "internalConnectionString").apply((url) => new URL(url));
    this.host = internal.apply(({ host }) => host);
    this.databaseName = internal.apply(({ pathname }) => decodeURIComponent(pathname.slice(1)));
    this.appRole = `${row.database.name}_app_${app.generation}`;
    this.ownerRole = internal.apply(({ username }) => decodeURIComponent(username));
    this.ownerPassword = pulumi.secret(internal.apply(({ password }) => decodeURIComponent(password)));
    this.ownerUrl = pulumi.secret(internal.apply(({ href }) => href));
    this.appUrl = databaseUrl({
      user: this.appRole,
      password: app.password,
      host: internal.apply(({ hostname }) => hostname),
      port: internal.apply(({ port }) => Number(port || 5432)),
      database: this.databaseName,
    });

    this.registerOutputs({ id: this.instance.id, appUrl: this.appUrl, ownerUrl: this.ownerUrl });
  }
}

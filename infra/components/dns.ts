import type { HostedEnvironment } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumi/vercel";
import { apiRecord, type DnsRecord, webRecord } from "./dns-records.ts";

/** Arguments of a {@link Dns}. */
export interface DnsArgs {
  readonly row: HostedEnvironment;
  /** Who keeps the zone: Vercel, where the records can be declared, or somebody else, where a person makes them. */
  readonly keeper: "vercel" | "external";
  readonly teamId: string | undefined;
  /** Under which Render serves the API. */
  readonly apiHost: pulumi.Input<string>;
}

/** The names of an environment: declared where Vercel keeps the zone, else told for a person to make. */
export class Dns extends pulumi.ComponentResource {
  /** What the zone has to hold and this stack doesn't declare. */
  readonly recordsToMake: pulumi.Output<readonly DnsRecord[]>;

  constructor(name: string, args: DnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("live-listen:index:Dns", name, {}, opts);
    const { row, keeper, teamId } = args;
    const api = pulumi.output(args.apiHost).apply((host) => apiRecord(row, host));

    if (keeper === "vercel") {
      new vercel.DnsRecord(
        `${name}-api-record`,
        {
          ...(teamId === undefined ? {} : { teamId }),
          domain: row.dnsZone,
          name: api.name,
          type: "CNAME",
          value: api.value,
        },
        { parent: this },
      );
      // In a zone of its own, Vercel makes the record of a project's domain by itself.
      this.recordsToMake = pulumi.output([]);
    } else {
      this.recordsToMake = api.apply((record) => [record, webRecord(row)]);
    }

    this.registerOutputs({ recordsToMake: this.recordsToMake });
  }
}

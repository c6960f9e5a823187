import * as pulumi from "@pulumi/pulumi";
import type { Postgres } from "@pulumi/render";

type ConnectionInfo = typeof Postgres.prototype.connectionInfo extends pulumi.Output<infer Info> ? Info : never;

/**
 * One part of how to connect to a Postgres instance of Render.
 *
 * The provider's answer holds each part as a secret within a secret object, and the Node SDK takes off the outer wrapping alone: during an
 * `up`, though not in a preview or once it stands in the state, a part is an object that holds the value.
 *
 * @returns the part, secret.
 */
export function connectionPart(database: Postgres, part: keyof ConnectionInfo & string): pulumi.Output<string> {
  return pulumi.secret(database.connectionInfo.apply((info) => unwrapped(info[part])));
}

/** The value of what may be wrapped as a secret by Pulumi's wire format. */
export function unwrapped(part: unknown): string {
  if (typeof part === "string") return part;
  const value = typeof part === "object" && part !== null && "value" in part ? part.value : undefined;
  if (typeof value === "string") return value;
  throw new pulumi.RunError(
    "Render tells no connection string of the database yet: wait until it is available in the dashboard, then run this again.",
  );
}

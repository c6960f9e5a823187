import * as pulumi from "@pulumi/pulumi";
import type { Postgres } from "@pulumi/render";

type ConnectionInfo = typeof Postgres.prototype.connectionInfo extends pulumi.Output<infer Info> ? Info : never;

/**
 * One part of how to connect to a Postgres instance of Render.
 *
 * The provider's answer is a secret whose parts are secrets, and the Node SDK takes off one wrapping: during an `up`, though not in a preview
 * or once it stands in the state, the object that a program gets is the inner secret.
 *
 * @returns the part, secret.
 */
export function connectionPart(database: Postgres, part: keyof ConnectionInfo & string): pulumi.Output<string> {
  return pulumi.secret(database.connectionInfo.apply((info) => partOf(info, part)));
}

/** A part of what may be wrapped as a secret by Pulumi's wire format, as a whole or in its parts. */
export function partOf(info: unknown, part: keyof ConnectionInfo & string): string {
  const parts = unwrapped(info);
  const value = typeof parts === "object" && parts !== null ? unwrapped(Reflect.get(parts, part)) : undefined;
  if (typeof value === "string") return value;
  throw new pulumi.RunError(
    "Render tells no connection string of the database yet: wait until it is available in the dashboard, then run this again.",
  );
}

function unwrapped(value: unknown): unknown {
  return typeof value === "object" && value !== null && "value" in value ? value.value : value;
}

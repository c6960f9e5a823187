import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/**
 * The keyed fingerprint of a value: equal for equal values under one key, and of no use to whoever lacks the key. By comparing those of two
 * stacks it can be told that they share nothing, without either's secrets.
 *
 * @param key shared by the stacks that are compared.
 * @returns HMAC-SHA256 (RFC 2104) in base64url, 43 characters.
 */
export function fingerprintOf(key: string, value: string): string {
  return createHmac("sha256", key).update(value).digest("base64url");
}

/** The fingerprints of outputs by name; not secret, whatever they are made of. */
export function fingerprints(
  key: string,
  values: Readonly<Record<string, pulumi.Input<string>>>,
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      pulumi.unsecret(pulumi.output(value).apply((plain) => fingerprintOf(key, plain))),
    ]),
  );
}

import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { codeOf, Fault } from "../../fault.ts";
import type { Configuration } from "./configuration.ts";

/**
 * How a connection is secured, by libpq's rules: `require` encrypts and does not verify (unless a root certificate is
 * given), `verify-ca` verifies who signed, `verify-full` the host's name as well
 * (https://www.postgresql.org/docs/current/libpq-ssl.html).
 *
 * @throws Fault when a certificate's file can't be read
 */
export function tlsOptions({ sslmode, sslrootcert, clientcert }: Configuration): false | ConnectionOptions {
  if (sslmode === "disable") return false;
  const verifiesSigner = sslmode !== "require" || sslrootcert !== undefined;
  return {
    rejectUnauthorized: verifiesSigner,
    ...(sslrootcert !== undefined && { ca: readPem(sslrootcert, "sslrootcert") }),
    ...(clientcert && {
      cert: clientcert.sslinline ? clientcert.cert : readPem(clientcert.cert, "clientcert"),
      key: clientcert.sslinline ? clientcert.key : readPem(clientcert.key, "clientcert"),
    }),
    ...(sslmode !== "verify-full" && { checkServerIdentity: () => undefined }),
  };
}

function readPem(path: string, option: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Fault(
      `The certificate file ${path} can't be read (${codeOf(cause)}): run "pulumi config set postgresql:${option}" with the right one.`,
      { cause },
    );
  }
}

import pg from "pg";
import { codeOf, Fault, messageOf } from "../../fault.ts";
import type { Configuration } from "./configuration.ts";

/**
 * Why a connection failed, as a sentence with its cure.
 *
 * @param error of node-postgres, Node or the server
 */
export function connectionFault(error: unknown, { host, port, username, database }: Configuration): Fault {
  const where = `${host}:${port}`;
  const explain = (sentence: string): Fault => new Fault(sentence, { cause: error });
  switch (codeOf(error)) {
    case "28P01":
    case "28000":
      return explain(
        `The PostgreSQL server on ${where} refuses user "${username}": run "pulumi config set --secret postgresql:password" with the right password.`,
      );
    case "3D000":
      return explain(
        `The PostgreSQL server on ${where} has no database "${database}": run "pulumi config set postgresql:database postgres".`,
      );
    case "53300":
      return explain(
        `The PostgreSQL server on ${where} takes no more connections: run "pulumi config set postgresql:maxConnections 5", or end some.`,
      );
  }
  if (/client password must be/.test(messageOf(error))) {
    return explain(
      `The PostgreSQL server on ${where} asks for a password of user "${username}": run "pulumi config set --secret postgresql:password".`,
    );
  }
  if (/does not support SSL/.test(messageOf(error))) {
    return explain(
      `The PostgreSQL server on ${where} has no TLS: run "pulumi config set postgresql:sslmode disable" if that is as it should be.`,
    );
  }
  return explain(
    `The PostgreSQL server on ${where} can't be reached (${codeOf(error) ?? messageOf(error)}): start it, or run "pulumi config set postgresql:host" and "pulumi config set postgresql:port" with the right address.`,
  );
}

/**
 * Why the server did not do something, as a sentence with its cure; anything but a server's error stays as it is.
 *
 * @param what completes "PostgreSQL refused to …", for example `create the role "app"`
 * @param cures a cure for an SQLSTATE that has a particular one (https://www.postgresql.org/docs/current/errcodes-appendix.html)
 */
export function refusal(error: unknown, what: string, cures: Readonly<Record<string, string>> = {}): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const reason = [error.message, error.detail?.replaceAll("\n", "; ")].filter(Boolean).join("; ");
  const cure =
    cures[error.code ?? ""] ?? COMMON_CURES[error.code ?? ""] ?? 'correct the program and run "pulumi up" again';
  return new Fault(`PostgreSQL refused to ${what} (${reason}): ${cure}.`, { cause: error });
}

const COMMON_CURES: Readonly<Record<string, string>> = {
  "42501": 'run "pulumi config set postgresql:username" with a role that may',
  "42704": 'create what is missing first, or correct its name, and run "pulumi up" again',
  "55006": 'end the sessions that use it and run "pulumi up" again',
  "2BP01": 'remove what depends on it first and run "pulumi up" again',
};

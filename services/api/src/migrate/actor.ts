import { hostname, userInfo } from "node:os";
import type { RawVariables } from "../variables.ts";

const LONGEST_ACTOR = 200;

/** Who the operating system says is running this. */
export interface OperatingSystemIdentity {
  readonly user: string;
  readonly host: string;
}

/** Asks the operating system. In a container the user often has a number and no name. */
export function operatingSystemIdentity(): OperatingSystemIdentity {
  const host = hostname();
  try {
    return { user: userInfo().username, host };
  } catch {
    return { user: `uid-${process.getuid?.() ?? "unknown"}`, host };
  }
}

/**
 * Says who runs migrations, for their log: what `MIGRATION_ACTOR` says (deploys set it), else the user and the host.
 *
 * @returns at most 200 characters without control characters.
 */
export function actorOf(env: RawVariables, identity: OperatingSystemIdentity = operatingSystemIdentity()): string {
  const named = clean(env.MIGRATION_ACTOR ?? "");
  return named === "" ? clean(`${identity.user}@${identity.host}`) : named;
}

function clean(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST_ACTOR);
}

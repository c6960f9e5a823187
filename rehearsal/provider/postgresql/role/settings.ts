import pg from "pg";
import type { RoleInputs, RoleState } from "./properties.ts";

/** The properties that are settings which the server makes for every session of the role. */
type SessionSettings = Pick<
  RoleState,
  "searchPaths" | "statementTimeout" | "idleInTransactionSessionTimeout" | "assumeRole"
>;

/**
 * The statements that give a role its session settings.
 *
 * @param inputs what is asked for
 * @param state what it has; empty for a new role
 * @returns none where nothing differs
 */
export function settingStatements(inputs: RoleInputs, state: Partial<RoleState>): string[] {
  const wanted = settingValues(inputs);
  const found = settingValues(state);
  return Object.entries(wanted).flatMap(([name, value]) => {
    if (value === found[name]) return [];
    const role = pg.escapeIdentifier(inputs.name);
    return [value === undefined ? `alter role ${role} reset ${name}` : `alter role ${role} set ${name} to ${value}`];
  });
}

function settingValues(settings: Partial<SessionSettings>): Record<string, string | undefined> {
  const { searchPaths, assumeRole } = settings;
  return {
    search_path: searchPaths?.length ? searchPaths.map((name) => pg.escapeIdentifier(name)).join(", ") : undefined,
    statement_timeout: settings.statementTimeout ? String(settings.statementTimeout) : undefined,
    idle_in_transaction_session_timeout: settings.idleInTransactionSessionTimeout
      ? String(settings.idleInTransactionSessionTimeout)
      : undefined,
    role: assumeRole ? pg.escapeIdentifier(assumeRole) : undefined,
  };
}

/**
 * Reads a role's settings as the server keeps them (`pg_roles.rolconfig`).
 *
 * @param config entries of the form `name=value`; null when there are none
 */
export function parseSettings(config: readonly string[] | null): SessionSettings {
  const values = new Map(
    (config ?? []).map((entry) => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)] as const;
    }),
  );
  const path = values.get("search_path");
  return {
    searchPaths: path === undefined ? undefined : parseIdentifierList(path),
    statementTimeout: milliseconds(values.get("statement_timeout")),
    idleInTransactionSessionTimeout: milliseconds(values.get("idle_in_transaction_session_timeout")),
    assumeRole: values.get("role"),
  };
}

/** `12`, or with the unit that somebody gave it by hand (https://www.postgresql.org/docs/current/config-setting.html). */
function milliseconds(text: string | undefined): number | undefined {
  const [, digits, unit] = /^'?(\d+)\s*(us|ms|s|min|h|d)?'?$/.exec(text ?? "") ?? [];
  if (digits === undefined) return undefined;
  const factors: Record<string, number> = { us: 0.001, ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
  return Math.round(Number(digits) * (factors[unit ?? "ms"] ?? 1));
}

/** Names between commas, in double quotes where they need them (`quote_identifier`). */
function parseIdentifierList(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

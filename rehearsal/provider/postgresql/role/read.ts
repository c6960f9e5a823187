import type { PostgresClient, PostgresSession } from "../client.ts";
import { refusal } from "../refusal.ts";
import { isPassword } from "../scram.ts";
import type { RoleState } from "./properties.ts";
import { parseSettings } from "./settings.ts";

interface RoleRow {
  readonly name: string;
  readonly superuser: boolean;
  readonly inherit: boolean;
  readonly createRole: boolean;
  readonly createDatabase: boolean;
  readonly login: boolean;
  readonly replication: boolean;
  readonly bypassRowLevelSecurity: boolean;
  readonly connectionLimit: number;
  readonly validUntil: string;
  readonly validUntilIsSame: boolean | null;
  readonly config: string[] | null;
  readonly roles: string[];
}

const ROLE = `
  select rolname as name, rolsuper as superuser, rolinherit as inherit, rolcreaterole as "createRole",
    rolcreatedb as "createDatabase", rolcanlogin as login, rolreplication as replication,
    rolbypassrls as "bypassRowLevelSecurity", rolconnlimit as "connectionLimit",
    coalesce(rolvaliduntil, 'infinity')::text as "validUntil",
    coalesce(rolvaliduntil, 'infinity') = $2::timestamptz as "validUntilIsSame", rolconfig as config,
    array(select pg_catalog.pg_get_userbyid(roleid)::text from pg_catalog.pg_auth_members
      where member = role.oid order by 1) as roles
  from pg_catalog.pg_roles as role where rolname = $1`;

/**
 * Looks at a role.
 *
 * @param name what it is called on the server
 * @param state what it was; what is the same is kept as it was spelt
 * @returns undefined when there is none
 * @throws Fault when its password is to be compared and the user may not look at it
 */
export async function readRole(
  client: PostgresClient,
  signal: AbortSignal,
  name: string,
  state: Partial<RoleState>,
): Promise<RoleState | undefined> {
  return client.session(signal, async (session) => {
    const [row] = await session.query<RoleRow>(ROLE, [name, state.validUntil ?? null]);
    if (!row) return undefined;
    const { validUntilIsSame, config, roles, ...attributes } = row;
    const settings = parseSettings(config);
    const { statementTimeout, idleInTransactionSessionTimeout } = settings;
    return {
      ...attributes,
      ...settings,
      // Absent, none and 0 say the same; the program's word for it stays.
      searchPaths: settings.searchPaths ?? (state.searchPaths?.length === 0 ? [] : undefined),
      statementTimeout: statementTimeout ?? (state.statementTimeout === 0 ? 0 : undefined),
      idleInTransactionSessionTimeout:
        idleInTransactionSessionTimeout ?? (state.idleInTransactionSessionTimeout === 0 ? 0 : undefined),
      roles: roles.length > 0 || state.roles ? roles : undefined,
      validUntil: validUntilIsSame && state.validUntil !== undefined ? state.validUntil : row.validUntil,
      encryptedPassword: true,
      password: await readPassword(client, session, row.name, state.password),
      skipReassignOwned: state.skipReassignOwned ?? false,
      skipDropRole: state.skipDropRole ?? false,
    };
  });
}

/**
 * The password that was known, if it is still the one: passwords can't be read. Another one is told by what the server
 * stores, so that the difference is seen and repaired; one that was never known is not looked for.
 */
async function readPassword(
  client: PostgresClient,
  session: PostgresSession,
  name: string,
  known: string | undefined,
): Promise<string | undefined> {
  if (known === undefined || !client.configuration.superuser) return known;
  const [row] = await session
    .query<{ stored: string | null }>("select rolpassword as stored from pg_catalog.pg_authid where rolname = $1", [
      name,
    ])
    .catch((error: unknown) => {
      throw refusal(error, `show whether the password of "${name}" is still the same`, {
        "42501": 'run "pulumi config set postgresql:superuser false" to leave it unchecked',
      });
    });
  const stored = row?.stored ?? undefined;
  if (stored === undefined) return known.toUpperCase() === "NULL" ? known : undefined;
  return (await isPassword(known, stored, name)) ? known : stored;
}

import { escapeIdentifier, escapeLiteral } from "pg";
import { OperatorFault } from "../operator-fault.ts";
import { BOOKKEEPING_TABLES, READABLE_BOOKKEEPING_TABLES } from "./bookkeeping.ts";
import type { Queryable } from "./connection.ts";
import { SCHEMA } from "./names.ts";
import { scramVerifier } from "./scram.ts";

/** Name and password of the role that the app runs as. */
export interface AppRole {
  readonly name: string;
  readonly password: string;
}

/** Reads the role out of the URL by which the app connects. */
export function appRoleOf(databaseUrl: string): AppRole {
  const url = new URL(databaseUrl);
  return { name: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
}

interface ExistingRole {
  readonly privileged: boolean;
  readonly manageable: boolean;
  /** Roles that may grant it, superusers aside: whoever made it, first of all. */
  readonly managers: string[];
  readonly memberOf: string[];
  /** Who asks. */
  readonly owner: string;
}

/**
 * Makes the role, or gives it its present password. What it may do is then decided by {@link grantRowsOnly} alone.
 *
 * @throws a sentence with the cure when a role of this name exists that may do more, or that isn't the owner's to manage.
 */
export async function ensureAppRole(database: Queryable, { name, password }: AppRole): Promise<void> {
  const existing = await findRole(database, name);
  const credentials = `login password ${escapeLiteral(await scramVerifier(password))}`;
  const role = escapeIdentifier(name);
  if (existing === undefined) {
    await database.query(
      `create role ${role} nosuperuser nocreatedb nocreaterole noreplication nobypassrls ${credentials}`,
    );
    return;
  }
  requireHarmless(name, existing);
  await database.query(`alter role ${role} ${credentials}`);
}

async function findRole(database: Queryable, name: string): Promise<ExistingRole | undefined> {
  const { rows } = await database.query<ExistingRole>(
    `select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as privileged,
            pg_has_role(current_user, oid, 'member with admin option') as manageable,
            array(select distinct member::regrole::text from pg_auth_members
                   where roleid = pg_roles.oid and admin_option order by 1) as managers,
            array(select roleid::regrole::text from pg_auth_members where member = pg_roles.oid) as "memberOf",
            quote_ident(current_user) as owner
       from pg_roles where rolname = $1`,
    [name],
  );
  return rows[0];
}

function requireHarmless(name: string, { privileged, manageable, managers, memberOf, owner }: ExistingRole): void {
  const role = escapeIdentifier(name);
  if (privileged) {
    throw new OperatorFault(
      `The app's role ${role} may do more than read and write rows: as a superuser, run \`alter role ${role} nosuperuser nocreatedb nocreaterole noreplication nobypassrls\`.`,
    );
  }
  if (memberOf.length > 0) {
    throw new OperatorFault(
      `The app's role ${role} has the rights of ${memberOf.join(" and ")} as well: run \`revoke ${memberOf.join(", ")} from ${role}\`.`,
    );
  }
  if (!manageable) {
    throw new OperatorFault(
      `The app's role ${role} exists and isn't the owner's to manage: as ${managers.join(" or ") || "a superuser"}, run \`grant ${role} to ${owner} with admin option\`.`,
    );
  }
}

/**
 * Grants the role what it needs to read and write rows, now and in later tables, and takes away all else, from it and from everybody: connecting,
 * temporary tables and the schema `public` as far as the owner may.
 */
export async function grantRowsOnly(database: Queryable, name: string): Promise<void> {
  const role = escapeIdentifier(name);
  const { rows } = await database.query<{ name: string }>("select current_database() as name");
  const current = escapeIdentifier(rows[0]?.name ?? "");
  const bookkeeping = BOOKKEEPING_TABLES.map((table) => `${SCHEMA}.${table}`).join(", ");
  const readable = READABLE_BOOKKEEPING_TABLES.map((table) => `${SCHEMA}.${table}`).join(", ");
  await database.query(`
    revoke all on database ${current} from public, ${role};
    grant connect on database ${current} to ${role};

    revoke all on schema ${SCHEMA} from public, ${role};
    grant usage on schema ${SCHEMA} to ${role};
    revoke all on all tables in schema ${SCHEMA} from public, ${role};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role};
    revoke all on ${bookkeeping} from ${role};
    grant select on ${readable} to ${role};
    revoke all on all sequences in schema ${SCHEMA} from public, ${role};
    grant usage on all sequences in schema ${SCHEMA} to ${role};
    grant execute on function ${SCHEMA}.app_env() to ${role};

    alter default privileges in schema ${SCHEMA} grant select, insert, update, delete on tables to ${role};
    alter default privileges in schema ${SCHEMA} grant usage on sequences to ${role}`);
}

/** Keeps everybody from making things in the schema that PostgreSQL gives every database; does nothing where it is gone or isn't the owner's. */
export async function closePublicSchema(database: Queryable): Promise<void> {
  const { rowCount } = await database.query(
    "select from pg_namespace where nspname = 'public' and pg_has_role(current_user, nspowner, 'usage')",
  );
  if (rowCount === 1) await database.query("revoke create on schema public from public");
}

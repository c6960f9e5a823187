import { OperatorFault } from "../operator-fault.ts";
import type { Queryable } from "./connection.ts";

/** Oldest major version that has `uuidv7()`, which keys are made by. */
const LEAST_POSTGRES_MAJOR_VERSION = 18;

interface Owner {
  readonly name: string;
  readonly superuser: boolean;
  readonly mayCreateRoles: boolean;
  readonly mayCreateSchemas: boolean;
  readonly version: number;
}

/**
 * Checks that a connection is that of an owner as it should be: allowed to make roles and schemas, and no superuser.
 *
 * @throws a sentence with the way out.
 */
export async function requireOwner(database: Queryable): Promise<void> {
  const { rows } = await database.query<Owner>(
    `select quote_ident(rolname) as name, rolsuper as superuser, rolcreaterole as "mayCreateRoles",
            has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
            current_setting('server_version_num')::integer as version
       from pg_roles where rolname = current_user`,
  );
  const [owner] = rows;
  if (owner === undefined) throw new OperatorFault("The database doesn't say who is connected to it.");
  const major = Math.floor(owner.version / 10_000);
  if (major < LEAST_POSTGRES_MAJOR_VERSION) {
    throw new OperatorFault(
      `The database server is PostgreSQL ${major}, and version ${LEAST_POSTGRES_MAJOR_VERSION} is the least that works: upgrade it.`,
    );
  }
  if (owner.superuser) {
    throw new OperatorFault(
      `MIGRATION_DATABASE_URL names ${owner.name}, a superuser, and migrations never run as one: name the database's owner, or run \`alter role ${owner.name} nosuperuser createrole\`.`,
    );
  }
  if (!owner.mayCreateRoles) {
    throw new OperatorFault(
      `The owner ${owner.name} may not create the app's role: as a superuser, or a role that may create roles and manages this one, run \`alter role ${owner.name} createrole\`.`,
    );
  }
  if (!owner.mayCreateSchemas) {
    throw new OperatorFault(
      `The role ${owner.name} may not create a schema in this database: as its owner or a superuser, run \`alter database … owner to ${owner.name}\`.`,
    );
  }
}

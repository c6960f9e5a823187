import type { PostgresClient } from "../client.ts";
import type { DatabaseState } from "./properties.ts";
import { spelling } from "./spelling.ts";

interface DatabaseRow {
  readonly name: string;
  readonly owner: string;
  readonly encoding: string;
  readonly encodingIsSame: boolean | null;
  readonly lcCollate: string;
  readonly lcCtype: string;
  readonly tablespaceName: string;
  readonly connectionLimit: number;
  readonly allowConnections: boolean;
  readonly isTemplate: boolean;
}

const DATABASE = `
  select datname as name, pg_catalog.pg_get_userbyid(datdba) as owner,
    pg_catalog.pg_encoding_to_char(encoding) as encoding, pg_catalog.pg_char_to_encoding($2) = encoding as "encodingIsSame",
    datcollate as "lcCollate", datctype as "lcCtype", spcname as "tablespaceName",
    datconnlimit as "connectionLimit", datallowconn as "allowConnections", datistemplate as "isTemplate"
  from pg_catalog.pg_database join pg_catalog.pg_tablespace as space on space.oid = dattablespace
  where datname = $1`;

/**
 * Looks at a database.
 *
 * @param name what it is called on the server
 * @param state what it was, or what was asked for; what is the same is kept as it was spelt
 * @returns undefined when there is none
 */
export async function readDatabase(
  client: PostgresClient,
  signal: AbortSignal,
  name: string,
  state: Partial<DatabaseState>,
): Promise<DatabaseState | undefined> {
  const [row] = await client.session(signal, (session) =>
    session.query<DatabaseRow>(DATABASE, [name, state.encoding ?? null]),
  );
  if (!row) return undefined;
  const { encodingIsSame, ...database } = row;
  return {
    ...database,
    encoding: encodingIsSame && state.encoding !== undefined ? state.encoding : spelling(state.encoding, row.encoding),
    lcCollate: spelling(state.lcCollate, row.lcCollate),
    lcCtype: spelling(state.lcCtype, row.lcCtype),
    tablespaceName: spelling(state.tablespaceName, row.tablespaceName),
    // The server does not remember what a database was copied from.
    template: state.template || "template0",
    alterObjectOwnership: state.alterObjectOwnership ?? false,
  };
}

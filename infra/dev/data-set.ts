import pg from "pg";
import { UsageFault } from "../fault.ts";

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/;

/** The connection strings of the API, which name the same database under two roles. */
export interface DatabaseUrls {
  readonly DATABASE_URL: string;
  readonly MIGRATION_DATABASE_URL: string;
}

/**
 * The connection strings of a data set: a database of its own beside the usual one, with the same roles.
 *
 * @param name such as `pr-12`; letters, digits and hyphens.
 * @throws UsageFault when the name won't do for a database.
 */
export function dataSetUrls(urls: DatabaseUrls, name: string): DatabaseUrls {
  if (!NAME.test(name)) {
    throw new UsageFault(
      `A data set can't be called ${JSON.stringify(name)}: use up to 30 lower-case letters, digits and hyphens, such as pr-12.`,
    );
  }
  const rename = (text: string) => {
    const url = new URL(text);
    url.pathname = `${url.pathname}_${name.replaceAll("-", "_")}`;
    return url.href;
  };
  return { DATABASE_URL: rename(urls.DATABASE_URL), MIGRATION_DATABASE_URL: rename(urls.MIGRATION_DATABASE_URL) };
}

/**
 * Makes the database of a data set when it is missing. The owner of the usual database does it, who may create databases.
 *
 * @param ownerUrl the owner's connection string to the usual database.
 * @param dataSetUrl the owner's connection string to the data set.
 * @returns whether it was made.
 */
export async function ensureDataSet(ownerUrl: string, dataSetUrl: string): Promise<boolean> {
  const database = decodeURIComponent(new URL(dataSetUrl).pathname.slice(1));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const present = await client.query("select from pg_database where datname = $1", [database]);
    if (present.rowCount !== 0) return false;
    await client.query(`create database ${client.escapeIdentifier(database)}`);
    return true;
  } finally {
    await client.end();
  }
}

import pg from "pg";
import { type Door, type EnvironmentAccess, OpenDoor } from "./door.ts";

/** What PostgreSQL answers to a role or a password that isn't its own (`invalid_authorization_specification`, `invalid_password`). */
const REFUSED = ["28000", "28P01"];
/** What a server that lets in nobody from here looks like: it closes such a connection, or never opens it. */
const CLOSED = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"];
/** The same as the client puts it, which gives these no code. */
const CLOSED_SENTENCES = /^(Connection terminated|timeout expired)/;

/** One environment's database credentials on another's database. */
export function databaseDoor(from: EnvironmentAccess, to: EnvironmentAccess): Door {
  return {
    name: `${from.name}'s database credentials on ${to.name}'s database`,
    attempt: async (signal) => {
      const answers = await Promise.all(from.databaseUrls.map((url) => logIn(new URL(url), from, to, signal)));
      return answers.join(" ");
    },
  };
}

async function logIn(url: URL, from: EnvironmentAccess, to: EnvironmentAccess, signal: AbortSignal): Promise<string> {
  const { host, port, database, tls } = to.databaseAddress;
  const user = decodeURIComponent(url.username);
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password: decodeURIComponent(url.password),
    // Whose certificate it is doesn't matter: the credentials of the wrong environment are all that is sent.
    ...(tls && { ssl: { rejectUnauthorized: false } }),
    connectionTimeoutMillis: 5_000,
  });
  const end = () => void client.end().catch(() => {});
  // A connection that breaks later is not this door's business any more.
  client.on("error", () => {});
  signal.addEventListener("abort", end, { once: true });
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (REFUSED.includes(code)) return `${to.name}'s database knows no ${user} with that password.`;
    if (CLOSED.includes(code) || (error instanceof Error && CLOSED_SENTENCES.test(error.message)))
      return `${to.name}'s database takes no connection of ${user} from here.`;
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
  throw new OpenDoor(`${to.name}'s database lets ${user} in with ${from.name}'s password.`);
}

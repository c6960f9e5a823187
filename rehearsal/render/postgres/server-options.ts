import { unseal } from "../../http/seal.ts";
import { connectionUrl, superuserAddress } from "../../postgres/server.ts";
import type { State } from "../state.ts";
import { SUPERUSER } from "./database.ts";
import type { Instance } from "./instance.ts";
import type { ServerOptions } from "./instance-server.ts";
import { keepsPast } from "./plan.ts";

/** What the server of an instance is started with. */
export function serverOptionsOf({ key }: State, one: Instance): ServerOptions {
  return {
    port: one.port,
    user: one.databaseUser,
    database: one.databaseName,
    password: unseal(key, one.sealed.user),
    superuserPassword: unseal(key, one.sealed.superuser),
    keepsPast: keepsPast(one),
  };
}

/** The URL of an instance's server as its superuser. */
export function superuserUrlOf({ key }: State, { port, sealed }: Instance): string {
  const superuser = { name: SUPERUSER, password: unseal(key, sealed.superuser) };
  return connectionUrl(superuserAddress({ superuser }, port));
}

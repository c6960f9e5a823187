import { join } from "node:path";
import type { Environment } from "@live-listen/stacks";
import { cacheDirectory } from "../../engine/cache.ts";
import { readEnvFile } from "../../local/env-files.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { type PostgresAccess, postgresAccess } from "../../local/postgres.ts";
import { DEFAULT_API_PORT } from "../../local/services.ts";
import { startLockHolder } from "../../local/start-lock.ts";
import type { Check } from "../check.ts";
import { abandonedDataCheck } from "./abandoned-data.ts";
import { apiCheck } from "./api.ts";
import { backingServicesCheck } from "./backing-services.ts";
import { cacheCheck } from "./cache.ts";
import { diskCheck } from "./disk.ts";
import { envFileCheck } from "./env-file.ts";
import { languageHostCheck } from "./language-host.ts";
import { nodeCheck } from "./node.ts";
import { packagesCheck } from "./packages.ts";
import { portCheck } from "./port.ts";
import { postgresOwner, serviceOwner } from "./port-owners.ts";
import { postgresCheck } from "./postgres.ts";
import { pulumiCliCheck } from "./pulumi-cli.ts";
import { stackCheck } from "./stack.ts";
import { webCheck } from "./web.ts";

/** What the checks look at. */
export interface LocalSubject {
  readonly paths: LocalPaths;
  /** The row of the matrix. */
  readonly environment: Environment;
  /** Whether the npm packages are as the lock file says. */
  readonly installed: () => boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly access?: PostgresAccess;
}

/** Everything that the local environment stands on, in the order in which it is brought up. */
export async function localChecks({
  paths,
  environment: { name, webUrl, apiUrl },
  installed,
  env = process.env,
  access = postgresAccess(env),
}: LocalSubject): Promise<Check[]> {
  const [path, cache] = [env.PATH ?? "", cacheDirectory(env)];
  const variables = await readEnvFile(paths, "api").catch((): Record<string, string> => ({}));
  const [api, web] = [() => serviceOwner(paths, "api"), () => serviceOwner(paths, "web")];
  const runs = () => startLockHolder(paths);
  return [
    nodeCheck(path, paths.root),
    packagesCheck(installed),
    pulumiCliCheck(cache),
    languageHostCheck(paths, cache, path),
    postgresCheck(paths),
    portCheck({ port: access.port, service: "Postgres", owner: () => postgresOwner(paths, access.port) }),
    portCheck({ port: Number(variables.PORT || DEFAULT_API_PORT), service: "the API", owner: api }),
    portCheck({ port: Number(new URL(webUrl).port), service: "the web page", owner: web }),
    backingServicesCheck(paths),
    stackCheck(paths),
    envFileCheck(paths, "api"),
    envFileCheck(paths, "web"),
    apiCheck({ url: apiUrl, logFile: join(paths.logs, "api.log"), owner: runs }, name),
    webCheck({ url: webUrl, logFile: join(paths.logs, "web.log"), owner: runs }),
    cacheCheck(cache),
    abandonedDataCheck(),
    diskCheck(paths.root),
  ];
}

import { z } from "zod";

/** Name of an environment, which is also the name of its Pulumi stack. */
export const environmentNameSchema = z.enum(["local", "staging", "production"]);

export type EnvironmentName = z.infer<typeof environmentNameSchema>;

function origin(...protocols: string[]) {
  return z.string().refine((value) => isOrigin(value, protocols), {
    error: `must be an origin (${protocols.join(" or ")}, a host, no path)`,
  });
}

/**
 * Where an environment's database lives. `server` identifies the Postgres server, so that two environments that name the same one are found
 * to share it.
 */
const databaseSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("docker-compose"), server: z.string().min(1), name: z.string().min(1) }),
  z.strictObject({ kind: z.literal("managed"), server: z.string().min(1), name: z.string().min(1) }),
]);

/** Where the services of an environment take their secrets from: files on this disk, or the variables of hosting projects of its own. */
const secretsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("env-files"), files: z.array(z.string().endsWith(".env")).min(1) }),
  z.strictObject({
    kind: z.literal("hosting-platform"),
    renderProject: z.string().min(1),
    vercelProject: z.string().min(1),
  }),
]);

/**
 * What deploys to an environment. In a pattern, `*` stands for one or more characters other than `/`.
 * `promotion` names the environment whose running release may be moved here as the same bits.
 */
const deployTriggerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("command"), command: z.string().min(1) }),
  z.strictObject({ kind: z.literal("branch"), pattern: z.string().min(1) }),
  z.strictObject({ kind: z.literal("tag"), pattern: z.string().min(1) }),
  z.strictObject({ kind: z.literal("promotion"), from: environmentNameSchema }),
]);

export type DeployTrigger = z.infer<typeof deployTriggerSchema>;

/**
 * When migrations run: `on-start` before the services start on this machine; `release-phase` as a step of the deploy with a log entry of its
 * own; `before-traffic` as the release phase, and traffic switches only when they and the health checks have passed.
 */
const migrationsSchema = z.enum(["on-start", "release-phase", "before-traffic"]);

/** One row of the environment matrix. */
export const environmentSchema = z
  .strictObject({
    name: environmentNameSchema,
    appEnv: environmentNameSchema,
    webUrl: origin("http:", "https:"),
    apiUrl: origin("http:", "https:"),
    wsUrl: origin("ws:", "wss:"),
    database: databaseSchema,
    secrets: secretsSchema,
    /** The DNS zone that holds the names of its URLs; the local environment has no names of its own. */
    dnsZone: z.hostname().optional(),
    deployTriggers: z.array(deployTriggerSchema).min(1),
    migrations: migrationsSchema,
  })
  .superRefine((row, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (row.appEnv !== row.name) fault("appEnv", `must be "${row.name}", the name of the row`);
    if (isOrigin(row.apiUrl, ["http:", "https:"]) && row.wsUrl !== row.apiUrl.replace(/^http/, "ws")) {
      fault("wsUrl", "must be the API's URL with ws for http, since one server answers both");
    }
    if (row.name !== "local") {
      for (const key of ["webUrl", "apiUrl", "wsUrl"] as const) {
        if (!/^(https|wss):/.test(row[key])) fault(key, "must be reached over TLS outside the local environment");
      }
      if (row.database.kind !== "managed") fault("database", "must be managed outside the local environment");
      if (row.secrets.kind !== "hosting-platform")
        fault("secrets", "must come from the hosting platform, not from disk");
      for (const key of ["webUrl", "apiUrl"] as const) {
        if (!isWithin(row.dnsZone, row[key])) fault("dnsZone", `must be the zone that holds the host of ${key}`);
      }
    }
  });

export type Environment = z.infer<typeof environmentSchema>;

/** A row whose services and database run on platforms: any but the local one. */
export type HostedEnvironment = Environment & {
  readonly database: Extract<Environment["database"], { kind: "managed" }>;
  readonly secrets: Extract<Environment["secrets"], { kind: "hosting-platform" }>;
  readonly dnsZone: string;
};

/** Whether an environment runs on platforms rather than on a developer's machine. */
export function isHosted(row: Environment): row is HostedEnvironment {
  return row.database.kind === "managed" && row.secrets.kind === "hosting-platform" && row.dnsZone !== undefined;
}

/**
 * Checks one row of the matrix.
 *
 * @param row as written in `local.ts`, `staging.ts` or `production.ts`.
 * @returns the row, frozen.
 * @throws Error with one sentence that names the row and every cell that is wrong.
 */
export function defineEnvironment(row: z.input<typeof environmentSchema>): Readonly<Environment> {
  const parsed = environmentSchema.safeParse(row);
  if (parsed.success) return Object.freeze(parsed.data);
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "the row"} ${issue.message}`);
  throw new Error(`The environment matrix is wrong in stacks/${row.name}.ts: ${faults.join("; ")}.`);
}

function isWithin(zone: string | undefined, url: string): boolean {
  if (!URL.canParse(url)) return true;
  if (zone === undefined) return false;
  const { hostname } = new URL(url);
  return hostname === zone || hostname.endsWith(`.${zone}`);
}

function isOrigin(value: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return protocols.includes(url.protocol) && `${url.protocol}//${url.host}` === value;
}

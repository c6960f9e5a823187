import { z } from "zod";
import { type ApiVariableName, shape } from "./shape.ts";
import { databaseUrlSchema } from "./values.ts";

/** Found in every secret that `.env.example` gives away; such a secret is refused outside the local environment. */
export const EXAMPLE_SECRET_MARK = "example-for-development-only";

const TLS_PROTOCOLS = ["https:", "wss:"];

/** Lets a rule that spans several variables run as soon as those variables are fine by themselves, whatever the state of the others. */
function whenSound(names: readonly ApiVariableName[]) {
  return ({ issues }: z.core.ParsePayload): boolean =>
    !issues.some((issue) => names.some((name) => name === issue.path?.[0]));
}

/** Rules across variables, shared by every schema that holds both database URLs. */
function withDatabaseRules<T extends z.ZodType<{ DATABASE_URL: string; MIGRATION_DATABASE_URL?: string | undefined }>>(
  schema: T,
): T {
  const names = ["DATABASE_URL", "MIGRATION_DATABASE_URL"] as const;
  return schema
    .refine(
      ({ DATABASE_URL: app, MIGRATION_DATABASE_URL: owner }) =>
        owner === undefined || new URL(app).username !== new URL(owner).username,
      {
        path: ["MIGRATION_DATABASE_URL"],
        error: "must name another user than DATABASE_URL: the API never runs as the owner",
        when: whenSound(names),
      },
    )
    .refine(
      ({ DATABASE_URL: app, MIGRATION_DATABASE_URL: owner }) =>
        owner === undefined || new URL(app).pathname === new URL(owner).pathname,
      {
        path: ["MIGRATION_DATABASE_URL"],
        error: "must name the same database as DATABASE_URL",
        when: whenSound(names),
      },
    );
}

function withUrlRules<T extends z.ZodType<z.infer<z.ZodObject<typeof shape>>>>(schema: T): T {
  let ruled = schema;
  for (const name of ["WEB_URL", "API_URL", "WS_URL"] as const) {
    ruled = ruled.refine(
      (variables) => (variables.APP_ENV === "local") !== TLS_PROTOCOLS.includes(new URL(variables[name]).protocol),
      {
        path: [name],
        error: ({ input }) => {
          const isLocal = (input as { APP_ENV?: unknown }).APP_ENV === "local";
          const protocol = name === "WS_URL" ? (isLocal ? "ws" : "wss") : isLocal ? "http" : "https";
          return `must begin with ${protocol}:// ${isLocal ? "in the local environment" : "outside the local environment"}`;
        },
        when: whenSound(["APP_ENV", name]),
      },
    );
  }
  return ruled.refine(({ API_URL: api, WS_URL: socket }) => new URL(api).host === new URL(socket).host, {
    path: ["WS_URL"],
    error: "must have the same host and port as API_URL",
    when: whenSound(["API_URL", "WS_URL"]),
  });
}

function withSecretRules<T extends z.ZodType<z.infer<z.ZodObject<typeof shape>>>>(schema: T): T {
  let ruled = schema;
  for (const name of ["JWT_SECRET", "JWT_SECRET_PREVIOUS"] as const) {
    ruled = ruled.refine(
      (variables) => variables.APP_ENV === "local" || !variables[name]?.includes(EXAMPLE_SECRET_MARK),
      {
        path: [name],
        error: "must not be the published example outside the local environment",
        when: whenSound(["APP_ENV", name]),
      },
    );
  }
  return ruled;
}

/** Every variable that the API accepts, with the rules that span several of them. Variables that it doesn't know are left out of the result. */
export const apiVariablesSchema = withSecretRules(withUrlRules(withDatabaseRules(z.object(shape))));

/** The variables of the API, parsed. */
export type ApiVariables = z.infer<typeof apiVariablesSchema>;

/** What the migration command reads: the same variables, but fewer, and with the owner's URL. */
export const migrationVariablesSchema = withDatabaseRules(
  z.object({
    APP_ENV: shape.APP_ENV,
    DATABASE_URL: shape.DATABASE_URL,
    MIGRATION_DATABASE_URL: databaseUrlSchema,
    /** Says only that the secrets are being rotated, and the app's former role with them. */
    JWT_SECRET_PREVIOUS: shape.JWT_SECRET_PREVIOUS,
    LOG_LEVEL: shape.LOG_LEVEL,
  }),
);

/** The variables of the migration command, parsed. */
export type MigrationVariables = z.infer<typeof migrationVariablesSchema>;

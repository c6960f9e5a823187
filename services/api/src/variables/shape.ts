import { environmentNameSchema } from "@live-listen/protocol";
import { z } from "zod";
import {
  databaseUrlSchema,
  jwtSecretSchema,
  LEAST_JWT_SECRET_CHARACTERS,
  portSchema,
  socketOriginSchema,
  webOriginSchema,
} from "./values.ts";

const DEFAULT_PORT = 3001;

/** Each variable of the API by itself, in the order in which they are best read, with its description and whether it is secret. */
export const shape = {
  APP_ENV: environmentNameSchema.meta({ description: "Environment: local, staging or production." }),
  PORT: portSchema
    .default(DEFAULT_PORT)
    .meta({ description: `Port to listen on; ${DEFAULT_PORT} when left out, 0 for any free one.` }),
  DATABASE_URL: databaseUrlSchema.meta({
    secret: true,
    description: "Database, as the role that reads and writes rows and may do nothing else.",
  }),
  MIGRATION_DATABASE_URL: databaseUrlSchema.optional().meta({
    secret: true,
    description: "The same database, as its owner; for migrations alone, the API runs without it.",
  }),
  JWT_SECRET: jwtSecretSchema.meta({
    secret: true,
    description: `Signs sessions; at least ${LEAST_JWT_SECRET_CHARACTERS} characters.`,
  }),
  JWT_SECRET_PREVIOUS: jwtSecretSchema.optional().meta({
    secret: true,
    description: "The secret before the present one: sessions signed with it stay valid while it is rotated out.",
  }),
  WEB_URL: webOriginSchema.meta({ description: "Origin of the web app, the only one whose pages may call the API." }),
  API_URL: webOriginSchema.meta({ description: "Origin under which the API is reached." }),
  WS_URL: socketOriginSchema.meta({ description: "Origin under which the API's sockets are reached: API_URL's host." }),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace"])
    .default("info")
    .meta({ description: "Least severe level that is logged; info when left out." }),
};

/** Name of a variable of the API. */
export type ApiVariableName = keyof typeof shape;

/** What people and tools need to know of a variable without having its value. */
export interface VariableDescription {
  readonly name: ApiVariableName;
  readonly description: string;
  readonly secret: boolean;
  readonly required: boolean;
}

/** Every variable of the API, in the order in which they are best read. */
export const apiVariableDescriptions: readonly VariableDescription[] = Object.entries(shape).map(([name, schema]) => {
  const meta = schema.meta();
  return {
    name: name as ApiVariableName,
    description: meta?.description ?? "",
    secret: meta?.secret === true,
    required: !schema.safeParse(undefined).success,
  };
});

/** Names of the variables whose values nobody may see. */
export const secretVariableNames: readonly ApiVariableName[] = apiVariableDescriptions
  .filter(({ secret }) => secret)
  .map(({ name }) => name);

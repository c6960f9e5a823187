import { z } from "zod";

/** Name of an environment, as `APP_ENV` and `NEXT_PUBLIC_APP_ENV` carry it. */
export const environmentNameSchema = z.enum(["local", "staging", "production"]);

export type EnvironmentName = z.infer<typeof environmentNameSchema>;

import type { Hook } from "@hono/zod-openapi";
import type { AppEnvironment } from "./environment.ts";
import { Fault } from "./fault.ts";

/** Answers requests that don't have the form which their route declares: one sentence that names the first thing out of place. */
export const refuseInvalid: Hook<unknown, AppEnvironment, string, unknown> = (result) => {
  if (result.success) return;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new Fault({
    status: 400,
    code: "invalid_request",
    message: `The request's ${result.target}${place === "" ? "" : ` at ${place}`} is wrong: ${issue?.message ?? "it has another form"}.`,
  });
};

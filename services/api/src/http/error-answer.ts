import { z } from "@hono/zod-openapi";
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { AppEnvironment } from "./environment.ts";
import { Fault, type FaultDescription } from "./fault.ts";

/** The one shape of every error of this API. */
export const errorAnswerSchema = z
  .object({
    error: z.object({
      code: z.string().openapi({ description: "For programs: never changes its meaning.", example: "not_found" }),
      message: z.string().openapi({ description: "For people: one sentence." }),
      requestId: z.string().openapi({ description: "Identifies the request in the server's log." }),
    }),
  })
  .openapi("Error");

/** An error as JSON. */
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;

/** Puts an error into the one shape. */
export function errorAnswer(
  { code, message }: Pick<FaultDescription, "code" | "message">,
  requestId: string,
): ErrorAnswer {
  return { error: { code, message, requestId } };
}

function answer(c: Context<AppEnvironment>, fault: FaultDescription): Response {
  return c.json(errorAnswer(fault, c.get("requestId")), fault.status, { ...fault.headers });
}

/** Answers whatever handlers throw; what they didn't mean to throw is logged, and told to nobody else. */
export const answerError: ErrorHandler<AppEnvironment> = (error, c) => {
  if (error instanceof Fault) return answer(c, error);
  if (c.req.raw.signal.aborted) {
    return answer(c, { status: 400, code: "incomplete_request", message: "The request ended before it was complete." });
  }
  if (error instanceof HTTPException && error.status < 500) {
    return answer(c, { status: error.status, code: "bad_request", message: "The request can't be understood." });
  }
  c.get("log").error({ err: error }, "a request failed");
  return answer(c, {
    status: 500,
    code: "internal",
    message: "Something went wrong on the server; it has been logged.",
  });
};

/** Answers requests for paths that don't exist. */
export const answerNotFound: NotFoundHandler<AppEnvironment> = (c) =>
  answer(c, { status: 404, code: "not_found", message: "There is nothing at this path." });

/** Answers requests whose path exists, but not with their method. RFC 9110 section 15.5.6 wants the others named. */
export function answerMethodNotAllowed(c: Context<AppEnvironment>, methods: readonly string[]): Response {
  const allow = methods.join(", ");
  return answer(c, {
    status: 405,
    code: "method_not_allowed",
    message: `This path takes ${allow} only.`,
    headers: { Allow: allow },
  });
}

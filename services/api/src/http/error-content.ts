import { errorAnswerSchema } from "./error-answer.ts";

/** How a route describes an answer that is an error. */
export function errorContent(description: string) {
  return { description, content: { "application/json": { schema: errorAnswerSchema } } };
}

import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What a fault of a request says of itself. */
export interface FaultDescription {
  readonly status: ContentfulStatusCode;
  /** For programs, in snake case; never changes its meaning. */
  readonly code: string;
  /** For people: one sentence. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers and middleware to answer with an error in the one shape of this API. */
export class Fault extends HTTPException {
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, code, message, headers = {} }: FaultDescription) {
    super(status, { message });
    this.code = code;
    this.headers = headers;
  }
}

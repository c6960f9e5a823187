/** The statuses that requests are refused with. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 422;

/** A request that is not carried out, answered as `{ "error": { "code", "message" } }`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: RefusalStatus;
  readonly code: string;
  /** What the vendor puts beside code and message, for example the project that has a domain. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: RefusalStatus, code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The body of the answer. */
  get body(): { readonly error: Readonly<Record<string, unknown>> } {
    return { error: { ...this.details, code: this.code, message: this.message } };
  }
}

/** What is asked for does not exist, or not for this team. */
export function notFound(what: string): Refusal {
  return new Refusal(404, "not_found", `${what} was not found.`);
}

/** The request itself is wrong. */
export function badRequest(message: string): Refusal {
  return new Refusal(400, "bad_request", `Invalid request: ${message}.`);
}

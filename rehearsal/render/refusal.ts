/** The statuses that requests are refused with. */
export type RefusalStatus = 400 | 401 | 404 | 409;

/** A request that is not carried out, answered as `{ "message" }`: a body without one makes Render's own provider crash. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: RefusalStatus;

  constructor(status: RefusalStatus, message: string) {
    super(message);
    this.status = status;
  }
}

/** What is asked for does not exist, or not for this key. */
export function notFound(what: string): Refusal {
  return new Refusal(404, `not found: ${what}`);
}

/** The request itself is wrong. */
export function badRequest(reason: string): Refusal {
  return new Refusal(400, `Invalid request: ${reason}.`);
}

/** The request is right, and what exists already is in its way. */
export function conflict(message: string): Refusal {
  return new Refusal(409, message);
}

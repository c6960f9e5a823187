import { Fault } from "../../fault.ts";

/** A platform has not done what it was asked for, or has not said whether it did. */
export class RestFailure extends Fault {
  /** The answer's HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }

  /** Whether it may have been done all the same: unless the platform has refused it, nobody can tell. */
  get mayBeDone(): boolean {
    return this.status === undefined || this.status < 400 || this.status >= 500;
  }
}

/** Whether a platform knows nothing by the id that it was asked for. */
export function isGone(error: unknown): boolean {
  return error instanceof RestFailure && (error.status === 404 || error.status === 410);
}

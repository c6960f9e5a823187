import type { DeployStatus } from "./deploy.ts";

/** Why a deploy doesn't come to serve: its last state, and what its log says. */
export class DeployFailure extends Error {
  override readonly name = "DeployFailure";
  readonly status: DeployStatus;

  constructor(status: DeployStatus, message: string) {
    super(message);
    this.status = status;
  }
}

/** Faults that deployments can have, each until it is taken off. */
export const DEPLOYMENT_FAULTS = ["deployment-fails", "deployment-slow"] as const;

/**
 * `deployment-fails`: the build of every deployment ends in an error. `deployment-slow`: it takes ten minutes longer.
 */
export type DeploymentFault = (typeof DEPLOYMENT_FAULTS)[number];

/** Switches for what goes wrong with deployments. */
export class DeploymentFaults {
  readonly #inForce = new Set<DeploymentFault>();

  /** Puts a fault in force, or takes it off; deployments under way are concerned too. */
  turn(fault: DeploymentFault, isOn: boolean): void {
    if (isOn) this.#inForce.add(fault);
    else this.#inForce.delete(fault);
  }

  /** Whether a fault is in force. */
  has(fault: DeploymentFault): boolean {
    return this.#inForce.has(fault);
  }

  /** The faults that are in force. */
  get inForce(): readonly DeploymentFault[] {
    return [...this.#inForce];
  }
}

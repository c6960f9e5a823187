import { Fault } from "../../fault.ts";
import { bringUp, type Machine } from "./bring-up.ts";

/** Outages of instances, as a person or a test makes them. They outlive the process, until they are ended. */
export class Outages {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /**
   * Takes an instance down as a crash of its machine does, and keeps it down. Ends when its server has ended.
   *
   * @throws Fault when there is no such instance
   */
  takeDown(id: string): Promise<void> {
    return this.#hold(id, true);
  }

  /**
   * Brings an instance back, with all that it had written down. Ends when it takes connections again, or its fault is told.
   *
   * @throws Fault when there is no such instance
   */
  bringBack(id: string): Promise<void> {
    return this.#hold(id, false);
  }

  /** The ids of the instances that are held down. */
  inForce(): readonly string[] {
    return this.#machine.state.postgres.filter(({ isDown }) => isDown).map(({ id }) => id);
  }

  async #hold(id: string, isDown: boolean): Promise<void> {
    const one = this.#machine.state.postgres.find((instance) => instance.id === id);
    if (!one) throw new Fault(`There is no Postgres instance ${id}: name one of those that Render lists.`);
    one.isDown = isDown;
    await bringUp(this.#machine, one);
  }
}

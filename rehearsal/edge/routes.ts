import type { Target } from "./router.ts";

/** Who answers under a host name. */
export interface Route {
  /** Begins with the target whose turn it is; the others are there for when it doesn't answer. */
  inTurn(): readonly Target[];
  readonly via: readonly string[];
}

/** Which targets answer under which host names. Names are compared as DNS does, whatever their case. */
export class Routes {
  readonly #routes = new Map<string, { readonly targets: readonly Target[] } & Route>();

  /** Sets the targets of a host name, in place of those that it had. */
  set(hostname: string, targets: readonly Target[], via: readonly string[]): void {
    this.#routes.set(normalise(hostname), { targets: [...targets], via: [...via], inTurn: takingTurns([...targets]) });
  }

  /** Forgets a host name. */
  delete(hostname: string): void {
    this.#routes.delete(normalise(hostname));
  }

  /** The route of a host name; undefined when it has none. */
  find(hostname: string): Route | undefined {
    return this.#routes.get(normalise(hostname));
  }

  /** The targets of a host name in their order; none when it isn't known. */
  targetsOf(hostname: string): readonly Target[] {
    return this.#routes.get(normalise(hostname))?.targets ?? [];
  }

  /** Every target of every host name. */
  allTargets(): readonly Target[] {
    return [...this.#routes.values()].flatMap(({ targets }) => targets);
  }
}

function takingTurns(targets: readonly Target[]): () => readonly Target[] {
  let turn = 0;
  return () => {
    const start = turn;
    turn = targets.length === 0 ? 0 : (turn + 1) % targets.length;
    return [...targets.slice(start), ...targets.slice(0, start)];
  };
}

function normalise(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, "");
}

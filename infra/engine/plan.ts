import { isDeepStrictEqual } from "node:util";
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import { nameOfUrn } from "./urn.ts";

/** What happens to one resource. A resource that is replaced is made anew, and the old one deleted with whatever it holds. */
export type PlannedOperation = "create" | "update" | "replace" | "delete" | "import";

/** One step of what an update is going to do. */
export interface PlanStep {
  readonly operation: PlannedOperation;
  /** Token of the resource's type, such as `render:index/postgres:Postgres`. */
  readonly type: string;
  /** The name that the program gives the resource. */
  readonly name: string;
  /** Paths of the properties that change, such as `envVars.LOG_LEVEL.value`; those that force the replacement, of one that is replaced. */
  readonly properties: readonly string[];
  /** What the program gives the resource, as the engine shows it: secret values as `[secret]`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

const OPERATIONS: readonly PlannedOperation[] = ["delete", "replace", "create", "update", "import"];

/** Collects what a preview says it would do. */
export class Plan {
  readonly #steps = new Map<string, PlanStep>();
  #outputsChange = false;
  #outputs: Readonly<Record<string, unknown>> | undefined;

  /** Listens to the events of a preview. */
  readonly listen = (event: EngineEvent): void => {
    const stack = event.resOutputsEvent?.metadata;
    if (stack?.type === "pulumi:pulumi:Stack") {
      this.#outputsChange = !isDeepStrictEqual(stack.old?.outputs, stack.new?.outputs);
      this.#outputs = stack.new?.outputs;
    }
    const metadata = event.resourcePreEvent?.metadata;
    const operation = OPERATIONS.find((one) => one === metadata?.op);
    if (!metadata || !operation || !isManaged(metadata)) return;
    const { urn, type } = metadata;
    this.#steps.set(urn, {
      // What is taken in and then changed is told in two steps.
      operation: this.#steps.get(urn)?.operation === "import" ? "import" : operation,
      type,
      name: nameOfUrn(urn),
      properties: propertiesOf(metadata),
      inputs: metadata.new?.inputs ?? {},
    });
  };

  /** Whether the stack's outputs change, as far as they can be seen: a secret one looks the same whatever it is. */
  get outputsChange(): boolean {
    return this.#outputsChange;
  }

  /** The stack's outputs as they would be, secret ones hidden; undefined when the program did not come to its end. */
  get outputs(): Readonly<Record<string, unknown>> | undefined {
    return this.#outputs;
  }

  /** The steps, those that lose something first. */
  get steps(): readonly PlanStep[] {
    const rank = ({ operation }: PlanStep) => OPERATIONS.indexOf(operation);
    return [...this.#steps.values()].sort((one, other) => rank(one) - rank(other));
  }
}

/** Components are made of nothing but their children, and the engine's own record of a provider is nothing in the world. */
function isManaged({ type, old, new: next }: StepEventMetadata): boolean {
  return (next ?? old)?.custom === true && !type.startsWith("pulumi:providers:");
}

function propertiesOf({ op, keys, diffs, detailedDiff }: StepEventMetadata): string[] {
  const forcing = Object.entries(detailedDiff ?? {}).filter(([, { diffKind }]) => `${diffKind}`.endsWith("-replace"));
  if (op === "replace") return forcing.length > 0 ? forcing.map(([path]) => path) : (keys ?? []);
  if (op !== "update") return [];
  const detailed = Object.keys(detailedDiff ?? {});
  return detailed.length > 0 ? detailed : (diffs ?? []);
}

import type { PlannedOperation, PlanStep } from "../engine/plan.ts";

const VERBS: Readonly<Record<PlannedOperation, string>> = {
  delete: "deletes",
  replace: "replaces",
  create: "creates",
  update: "updates",
  import: "takes in",
};

/** How many properties of one resource are named before the rest is counted. */
const MOST_PROPERTIES = 5;

/** Says what an update is going to do, a line a resource, in the order of the plan. */
export function planInWords(steps: readonly PlanStep[]): readonly string[] {
  return steps.map((step) => {
    const { operation, type, name, properties } = step;
    const what = `${VERBS[operation]} ${name}, a ${kindOf(type)}`;
    if (operation === "delete") return `${what}, with everything in it`;
    if (operation === "replace") {
      return `${what}, since ${listed(properties)} can't be changed in place: the old one is deleted with everything in it`;
    }
    if (operation === "import" && properties.length > 0) return `${what}, and changes ${listed(properties)}`;
    return operation === "update" ? `${what}: ${listed(properties)}` : what;
  });
}

/** Says how much an update is going to do: `creates 7, updates 2`. */
export function planCount(steps: readonly PlanStep[]): string {
  const counted = Object.entries(VERBS).flatMap(([operation, verb]) => {
    const count = steps.filter((step) => step.operation === operation).length;
    return count > 0 ? [`${verb} ${count}`] : [];
  });
  return counted.join(", ") || "nothing to change";
}

/** `Render WebService` of `render:index/webService:WebService`. */
function kindOf(type: string): string {
  const [namespace = "", , kind = ""] = type.split(":");
  return `${namespace.charAt(0).toUpperCase()}${namespace.slice(1)} ${kind}`;
}

function listed(properties: readonly string[]): string {
  if (properties.length === 0) return "properties that the engine doesn't name";
  const named = properties.slice(0, MOST_PROPERTIES).join(", ");
  return properties.length > MOST_PROPERTIES ? `${named} and ${properties.length - MOST_PROPERTIES} more` : named;
}

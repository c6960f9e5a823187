import type { EngineEvent, OpType } from "@pulumi/pulumi/automation/index.js";
import type { Progress } from "../progress.ts";
import { nameOfUrn } from "./urn.ts";

const DOING: Partial<Record<OpType, string>> = {
  create: "creating",
  update: "updating",
  delete: "deleting",
  replace: "replacing",
  "create-replacement": "creating the replacement of",
  "delete-replaced": "deleting the replaced",
  refresh: "reading",
  read: "reading",
  import: "importing",
};

/**
 * Turns the engine's events into progress: what it is doing to which resource, and how many are done.
 *
 * @returns a listener for the `onEvent` of the Automation API.
 */
export function progressOfEvents(progress: Progress): (event: EngineEvent) => void {
  let done = 0;
  const running = new Map<string, string>();
  const show = () => {
    // The stack and components run as long as what is in them: the latest begun is the one to wait for.
    const doing = [...running.values()].at(-1);
    progress(doing ? `${doing} (${done} done)` : `${done} resources done`);
  };
  return (event) => {
    const before = event.resourcePreEvent?.metadata;
    const after = event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
    if (before && DOING[before.op])
      running.set(before.urn, `${DOING[before.op]} ${kindOf(before.type)} ${nameOfUrn(before.urn)}`);
    if (after) {
      running.delete(after.urn);
      done += 1;
    }
    if (before ?? after) show();
  };
}

/** The last part of a type token, which is how people call it: `Role` of `postgresql:index/role:Role`. */
function kindOf(type: string): string {
  return type.split(":").at(-1) ?? type;
}

import type { PropertyTable } from "@live-listen/property-tables";
import { Fault, messageOf } from "../../fault.ts";
import { wrapSecrets } from "../table/outputs.ts";
import type { OpenResource } from "../table/package.ts";
import type { Checkpoint, Operation } from "../table/resource.ts";
import { encode, type Values } from "../wire/values.ts";
import { withoutSecrets } from "./hide-secrets.ts";
import { isAbort } from "./method.ts";
import { Unfinished } from "./unfinished.ts";

/** A look at what was made takes no longer than this, in milliseconds. */
const LOOK_TIMEOUT = 10_000;
const CANCELLED = 'This was cancelled before it was done: run "pulumi up" again.';

/** A resource and what is asked of it. */
interface Task extends Omit<Operation<never>, "client"> {
  readonly resource: OpenResource;
  readonly properties: PropertyTable;
  readonly inputs: Values;
}

/**
 * Makes or changes a resource such that nothing that was done is forgotten: when it fails after a checkpoint, the
 * resource is looked at once more, and the engine is told of what is there along with what went wrong.
 *
 * @throws Unfinished when something is there already; else whatever `work` throws
 */
export async function finish<Result>(
  { resource, properties, inputs, ...operation }: Task,
  work: (checkpoint: Checkpoint<Values>) => Promise<Result>,
): Promise<Result> {
  let made: { id: string; outputs: Values } | undefined;
  try {
    return await work((known) => {
      made = known;
    });
  } catch (error) {
    const reason = withoutSecrets(messageOf(error), properties, inputs);
    if (!made) throw reason === messageOf(error) ? error : new Fault(reason, { cause: error });
    const { id, outputs } = made;
    // Whatever has ended the work must not keep this from looking.
    const again = { ...operation, signal: AbortSignal.timeout(LOOK_TIMEOUT) };
    const found = await resource.read({ ...again, id, state: outputs }).catch(() => undefined);
    const state = wrapSecrets(properties, found?.outputs ?? outputs);
    throw new Unfinished(
      isAbort(error) ? CANCELLED : reason,
      { id, properties: encode(state), inputs: encode(wrapSecrets(properties, inputs)) },
      error,
    );
  }
}

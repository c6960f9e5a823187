import type { PropertyTable } from "@live-listen/property-tables";
import { messageOf } from "../../fault.ts";
import { wrapSecrets } from "../table/outputs.ts";
import type { OpenResource } from "../table/package.ts";
import type { Checkpoint, Operation } from "../table/resource.ts";
import { encode, type Values } from "../wire/values.ts";
import { Unfinished } from "./unfinished.ts";

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
    if (!made) throw error;
    const { id, outputs } = made;
    // Whatever has ended the work must not keep this from looking.
    const again = { ...operation, signal: AbortSignal.timeout(LOOK_MILLISECONDS) };
    const found = await resource.read({ ...again, id, state: outputs }).catch(() => undefined);
    throw new Unfinished(
      messageOf(error),
      {
        id,
        properties: encode(wrapSecrets(properties, found?.outputs ?? outputs)),
        inputs: encode(wrapSecrets(properties, inputs)),
      },
      error,
    );
  }
}

const LOOK_MILLISECONDS = 10_000;

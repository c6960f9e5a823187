import type { ResourceTable } from "@live-listen/property-tables";
import { Fault } from "../../fault.ts";
import type { OpenResource } from "../table/package.ts";
import type { CallContext } from "./method.ts";
import type { Sessions } from "./session.ts";

/** The requests that are about one resource. */
interface ResourceRequest {
  getType(): string;
  getName(): string;
  getUrn(): string;
}

/**
 * The table of the resource type that a request is about.
 *
 * @throws Fault when there is none
 */
export function tableOf(sessions: Sessions, request: ResourceRequest, { peer }: CallContext): ResourceTable {
  const type = request.getType();
  const served = sessions.packageOf(peer, type);
  const found = served.resources.get(type);
  if (found) return found;
  throw new Fault(
    `The resource type ${type} is not served here, only ${[...served.resources.keys()].join(", ")}: use one of these, or the real provider.`,
  );
}

/**
 * The resource that a request is about, through the session's open connection, and a signal that ends when the engine
 * cancels or goes away.
 *
 * @throws Fault when the provider's configuration was not known
 */
export function openResource(
  sessions: Sessions,
  request: ResourceRequest,
  { peer, gone }: CallContext,
): { resource: OpenResource; urn: string; signal: AbortSignal } {
  const session = sessions.of(peer);
  const resource = session.opened?.resource(request.getType());
  if (resource) return { resource, urn: request.getUrn(), signal: AbortSignal.any([session.signal, gone]) };
  throw new Fault(
    `The provider of ${request.getType()} "${request.getName()}" is not configured yet: run "pulumi up" once more when what it is configured from exists.`,
  );
}

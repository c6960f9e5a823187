import { type handleUnaryCall, type ServerUnaryCall, status } from "@grpc/grpc-js";
import { Fault, messageOf } from "../../fault.ts";
import { Unfinished } from "./unfinished.ts";

/** One call of the engine, as it is told to whoever watches. Nothing of what it carries is in it. */
export interface ProviderCall {
  /** As in Pulumi's protocol, for example `Create`. */
  readonly method: string;
  /** The resource's type, for example `random:index/randomPassword:RandomPassword`. */
  readonly type?: string;
  readonly urn?: string;
  /** The resource's name in the program. */
  readonly name?: string;
}

/** What a method is given besides its request. */
export interface CallContext {
  /** Identifies the connection, and so the session. */
  readonly peer: string;
  /** Ends when the caller goes away before it has its answer. */
  readonly gone: AbortSignal;
}

/** What every request may tell about itself. */
interface Described {
  getType?(): string | undefined;
  getUrn?(): string | undefined;
  getName?(): string | undefined;
}

/**
 * Makes a gRPC method of an async function. What it throws becomes the error that the engine prints.
 *
 * @param name as in Pulumi's protocol
 * @param onCall told of every call before it is answered
 * @param answer the method itself
 */
export function method<Request extends object, Response>(
  name: string,
  onCall: (call: ProviderCall) => void,
  answer: (request: Request, context: CallContext) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
  return async function unary(call, respond) {
    try {
      onCall({ method: name, ...describe(call.request) });
      respond(null, await answer(call.request, { peer: call.getPeer(), gone: goneSignal(call) }));
    } catch (error) {
      if (error instanceof Unfinished) return respond(error.serviceError);
      const code = isAbort(error) ? status.CANCELLED : error instanceof Fault ? status.UNKNOWN : status.INTERNAL;
      respond({ code, details: messageOf(error) });
    }
  };
}

function describe(request: Described): Omit<ProviderCall, "method"> {
  const [type, urn, name] = [request.getType?.(), request.getUrn?.(), request.getName?.()];
  return { ...(type && { type }), ...(urn && { urn }), ...(name && { name }) };
}

function goneSignal<Request, Response>(call: ServerUnaryCall<Request, Response>): AbortSignal {
  const gone = new AbortController();
  call.on("cancelled", () => gone.abort());
  return gone.signal;
}

/** Whether something was thrown because it was cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

import type { CreateRequest, CreateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { previewOutputs, wrapSecrets } from "../table/outputs.ts";
import { decode, encode } from "../wire/values.ts";
import type { CallContext } from "./method.ts";
import { openResource, tableOf } from "./resources.ts";
import type { Sessions } from "./session.ts";

/**
 * Makes a resource. When the engine has gone before it could be told, the resource is removed again: nobody would know
 * of it, and the next update would find its name taken.
 */
export async function create(
  sessions: Sessions,
  request: CreateRequest,
  context: CallContext,
): Promise<CreateResponse> {
  const { properties } = tableOf(sessions, request);
  const inputs = decode(request.getProperties());
  const response = new provider.CreateResponse();
  if (request.getPreview()) {
    return response.setProperties(encode(wrapSecrets(properties, previewOutputs(properties, inputs, {}))));
  }
  const { resource, ...operation } = openResource(sessions, request, context);
  const { id, outputs } = await resource.create({ ...operation, inputs });
  if (context.gone.aborted) {
    await resource.delete({ ...operation, signal: new AbortController().signal, id, state: outputs });
  }
  return response.setId(id).setProperties(encode(wrapSecrets(properties, outputs)));
}

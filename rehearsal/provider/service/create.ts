import type { CreateRequest, CreateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { previewOutputs, wrapSecrets } from "../table/outputs.ts";
import type { Checkpoint } from "../table/resource.ts";
import { decode, encode, type Values } from "../wire/values.ts";
import { finish } from "./finish.ts";
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
  const { properties } = tableOf(sessions, request, context);
  const inputs = decode(request.getProperties());
  const response = new provider.CreateResponse();
  if (request.getPreview()) {
    return response.setProperties(encode(wrapSecrets(properties, previewOutputs(properties, inputs, {}))));
  }
  const { resource, ...operation } = openResource(sessions, request, context);
  let made: Parameters<Checkpoint<Values>>[0] | undefined;
  try {
    made = await finish({ resource, properties, inputs, ...operation }, (checkpoint) =>
      resource.create({
        ...operation,
        inputs,
        checkpoint(known) {
          made = known;
          checkpoint(known);
        },
      }),
    );
    return response.setId(made.id).setProperties(encode(wrapSecrets(properties, made.outputs)));
  } finally {
    if (made && context.gone.aborted) {
      const { id, outputs: state } = made;
      await resource.delete({ ...operation, signal: new AbortController().signal, id, state });
    }
  }
}

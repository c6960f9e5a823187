import type { UpdateRequest, UpdateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { previewOutputs, wrapSecrets } from "../table/outputs.ts";
import { decode, encode } from "../wire/values.ts";
import { finish } from "./finish.ts";
import type { CallContext } from "./method.ts";
import { openResource, tableOf } from "./resources.ts";
import type { Sessions } from "./session.ts";

/** Changes a resource in place. */
export async function update(
  sessions: Sessions,
  request: UpdateRequest,
  context: CallContext,
): Promise<UpdateResponse> {
  const { properties } = tableOf(sessions, request, context);
  const [inputs, state] = [decode(request.getNews()), decode(request.getOlds())];
  const response = new provider.UpdateResponse();
  if (request.getPreview()) {
    return response.setProperties(encode(wrapSecrets(properties, previewOutputs(properties, inputs, state))));
  }
  const { resource, ...operation } = openResource(sessions, request, context);
  const outputs = await finish({ resource, properties, inputs, ...operation }, (checkpoint) =>
    resource.update({ ...operation, id: request.getId(), inputs, state, checkpoint }),
  );
  return response.setProperties(encode(wrapSecrets(properties, outputs)));
}

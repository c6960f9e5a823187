import type { ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { inputsFromState, wrapSecrets } from "../table/outputs.ts";
import { decode, encode } from "../wire/values.ts";
import type { CallContext } from "./method.ts";
import { openResource, tableOf } from "./resources.ts";
import type { Sessions } from "./session.ts";

/** Looks at a resource, for a refresh or an import. One that is gone is answered without an id. */
export async function read(sessions: Sessions, request: ReadRequest, context: CallContext): Promise<ReadResponse> {
  const table = tableOf(sessions, request, context);
  const { resource, ...operation } = openResource(sessions, request, context);
  const found = await resource.read({ ...operation, id: request.getId(), state: decode(request.getProperties()) });
  const response = new provider.ReadResponse();
  if (!found) return response;
  const old = request.getInputs();
  const isRefresh = old !== undefined && old.getFieldsMap().getLength() > 0;
  const inputs = inputsFromState(table, found.outputs, isRefresh ? decode(old) : undefined);
  return response
    .setId(found.id)
    .setProperties(encode(wrapSecrets(table.properties, found.outputs)))
    .setInputs(encode(wrapSecrets(table.properties, inputs)));
}

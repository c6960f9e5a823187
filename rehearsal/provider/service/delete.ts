import type { DeleteRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { decode } from "../wire/values.ts";
import type { CallContext } from "./method.ts";
import { openResource } from "./resources.ts";
import type { Sessions } from "./session.ts";

/** Removes a resource. */
export async function remove(sessions: Sessions, request: DeleteRequest, context: CallContext): Promise<Empty> {
  const { resource, ...operation } = openResource(sessions, request, context);
  await resource.delete({ ...operation, id: request.getId(), state: decode(request.getProperties()) });
  return new empty.Empty();
}

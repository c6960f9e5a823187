import { Metadata, status } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

/**
 * A resource is there, but not as it was asked for. The engine keeps it in the state with what went wrong, and the next
 * update updates it although the program is the same.
 */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  readonly #detail: provider.ErrorResourceInitFailed;

  /** @param resource its id, and what is there, as it goes over the wire */
  constructor(reason: string, resource: { id: string; properties: Struct; inputs: Struct }, cause: unknown) {
    super(reason, { cause });
    this.#detail = new provider.ErrorResourceInitFailed()
      .setId(resource.id)
      .setProperties(resource.properties)
      .setInputs(resource.inputs)
      .setReasonsList([reason]);
  }

  /** The error as gRPC carries it, with the resource in its details (https://google.aip.dev/193#statusdetails). */
  get serviceError(): { code: status; details: string; metadata: Metadata } {
    const detail = new any.Any();
    detail.pack(this.#detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const carried = new statuses.Status().setCode(status.UNKNOWN).setMessage(this.message).setDetailsList([detail]);
    const metadata = new Metadata();
    metadata.set("grpc-status-details-bin", Buffer.from(carried.serializeBinary()));
    return { code: status.UNKNOWN, details: this.message, metadata };
  }
}

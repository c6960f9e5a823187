import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type {
  GetMappingResponse,
  GetMappingsResponse,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { CallContext } from "./method.ts";
import type { Sessions } from "./session.ts";

/** One server stands in for several packages, so it must not look older than any SDK that asks for its own version. */
const PLUGIN_VERSION = "999.0.0";

/**
 * Begins a session. The engine is told not to send secrets wrapped: it then remembers by itself which inputs are
 * secret, and makes the outputs of the same names secret too.
 */
export async function handshake(sessions: Sessions, { peer }: CallContext): Promise<ProviderHandshakeResponse> {
  await sessions.begin(peer);
  return new provider.ProviderHandshakeResponse()
    .setAcceptSecrets(false)
    .setAcceptResources(false)
    .setAcceptOutputs(false)
    .setSupportsAutonamingConfiguration(false);
}

/** Nothing is done for an engine's address: nothing is logged through it. */
export function attach(): Empty {
  return new empty.Empty();
}

/** The version that is reported for every package. */
export function getPluginInfo(): PluginInfo {
  return new plugin.PluginInfo().setVersion(PLUGIN_VERSION);
}

/** Ends what the session has under way; the engine calls it on Ctrl-C. */
export function cancel(sessions: Sessions, { peer }: CallContext): Empty {
  sessions.cancel(peer);
  return new empty.Empty();
}

/** Nothing is converted from another tool's names here. */
export function getMapping(): GetMappingResponse {
  return new provider.GetMappingResponse();
}

/** @see getMapping */
export function getMappings(): GetMappingsResponse {
  return new provider.GetMappingsResponse();
}

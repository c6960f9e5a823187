import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { check } from "./check.ts";
import { checkConfig, configure, diffConfig } from "./configuration.ts";
import { create } from "./create.ts";
import { remove } from "./delete.ts";
import { diff } from "./diff.ts";
import { method, type ProviderCall } from "./method.ts";
import { parameterize } from "./parameterize.ts";
import { attach, cancel, getMapping, getMappings, getPluginInfo, handshake } from "./plugin.ts";
import { read } from "./read.ts";
import type { Sessions } from "./session.ts";
import { update } from "./update.ts";

/**
 * The methods of Pulumi's `ResourceProvider` service; those that are missing answer "unimplemented", which is what the
 * engine expects of a provider without components and functions
 * (https://github.com/pulumi/pulumi/blob/v3.256.0/proto/pulumi/provider.proto).
 *
 * @param sessions the connections, and through them the packages
 * @param onCall told of every call
 */
export function providerService(
  sessions: Sessions,
  onCall: (call: ProviderCall) => void,
): UntypedServiceImplementation {
  return {
    handshake: method("Handshake", onCall, (_, context) => handshake(sessions, context)),
    attach: method("Attach", onCall, attach),
    getPluginInfo: method("GetPluginInfo", onCall, getPluginInfo),
    getMapping: method("GetMapping", onCall, getMapping),
    getMappings: method("GetMappings", onCall, getMappings),
    parameterize: method("Parameterize", onCall, (request, context) => parameterize(sessions, request, context)),
    checkConfig: method("CheckConfig", onCall, (request, context) => checkConfig(sessions, request, context)),
    diffConfig: method("DiffConfig", onCall, diffConfig),
    configure: method("Configure", onCall, (request, context) => configure(sessions, request, context)),
    check: method("Check", onCall, (request, context) => check(sessions, request, context)),
    diff: method("Diff", onCall, (request, context) => diff(sessions, request, context)),
    create: method("Create", onCall, (request, context) => create(sessions, request, context)),
    read: method("Read", onCall, (request, context) => read(sessions, request, context)),
    update: method("Update", onCall, (request, context) => update(sessions, request, context)),
    delete: method("Delete", onCall, (request, context) => remove(sessions, request, context)),
    cancel: method("Cancel", onCall, (_, context) => cancel(sessions, context)),
  };
}

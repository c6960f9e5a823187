import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { whenEngineEnds } from "./engine-watch.ts";
import { languageRuntime } from "./language-runtime.ts";

// The engine starts a plugin with its own address as the last argument, after the flags, and reads the plugin's port from the first line.
const engine = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";
const MAXIMUM_MESSAGE_BYTES = 400 * 1024 * 1024;

const server = new Server({ "grpc.max_receive_message_length": MAXIMUM_MESSAGE_BYTES });
const { calls, killPrograms } = languageRuntime(engine);
server.addService(services.LanguageRuntimeService, { ...calls });
whenEngineEnds(engine, () => {
  killPrograms();
  process.exit(1);
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});

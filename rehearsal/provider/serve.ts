import { once } from "node:events";
import { createServer } from "node:net";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import grpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { codeOf, Fault, messageOf } from "../fault.ts";
import { type Platforms, packagesOf } from "./packages.ts";
import { providerService } from "./service/index.ts";
import type { ProviderCall } from "./service/method.ts";
import { Sessions } from "./service/session.ts";

/** As the engine's own limit: a state may be large (sdk/go/common/util/rpcutil). */
const MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024;
const DRAIN_MILLISECONDS = 10_000;

/** A server that stands in for providers. */
export interface ProviderServer {
  /** Port of 127.0.0.1 that it listens on. */
  readonly port: number;
  /** Takes no new calls, lets those under way end (for 10 s at most), and closes every connection. */
  stop(): Promise<void>;
}

/**
 * Serves Pulumi providers for the real engine, which attaches to the port instead of starting a plugin
 * (see {@link attachment}).
 *
 * @param options `port`: 0, the default, for any free one; `platforms`: where the hosting platforms' APIs are, whose
 *   packages are served only then; `onCall`: told of every call of the engine, without what it
 *   carries
 * @throws Fault when the port is taken
 *
 * @example
 * const provider = await serveProvider();
 * process.env.PULUMI_DEBUG_PROVIDERS = attachment(provider.port);
 */
export async function serveProvider(
  options: {
    readonly port?: number;
    readonly platforms?: Platforms;
    readonly onCall?: (call: ProviderCall) => void;
  } = {},
): Promise<ProviderServer> {
  const sessions = new Sessions(packagesOf(options.platforms ?? {}));
  const server = new Server({ "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES });
  server.addService(grpc.ResourceProviderService, providerService(sessions, options.onCall ?? (() => {})));
  if (options.port) await assertFree(options.port);
  const port = await listen(server, options.port ?? 0);
  let stopped: Promise<void> | undefined;
  return {
    port,
    stop: () => {
      stopped ??= drain(server).then(() => sessions.close());
      return stopped;
    },
  };
}

/** Asked first, because gRPC writes to the terminal by itself when it can't have a port. */
async function assertFree(port: number): Promise<void> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch (cause) {
    throw portFault(port, cause);
  }
  probe.close();
  await once(probe, "close");
}

async function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(portFault(port, error));
      else resolve(bound);
    });
  });
}

function portFault(port: number, cause: unknown): Fault {
  return new Fault(
    `The providers can't listen on port ${port} (${codeOf(cause) ?? messageOf(cause)}): run "lsof -nP -iTCP:${port} -sTCP:LISTEN" to see what has it, stop it, and start again.`,
    { cause },
  );
}

async function drain(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, DRAIN_MILLISECONDS);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}

import { type Agent, request } from "node:https";
import type { TLSSocket } from "node:tls";
import type { Names } from "./names.ts";

const THIS_MACHINE = "127.0.0.1";

/**
 * Names that are answered on this machine, as in the rehearsal: no DNS server is asked, since it would tell of the real ones.
 *
 * @param agent knows where they are answered, and which authority vouches for them.
 */
export function edgeNames(agent: Agent): Names {
  return {
    addresses: async () => [THIS_MACHINE],
    aliases: async () => [],
    nameServers: async () => [],
    handshake: (hostname, signal) =>
      new Promise((resolve, reject) => {
        const asked = request({ hostname, method: "HEAD", agent, signal }, ({ socket }) => {
          resolve(new Date((socket as TLSSocket).getPeerCertificate().valid_to));
          asked.destroy();
        });
        asked.once("error", reject).end();
      }),
  };
}

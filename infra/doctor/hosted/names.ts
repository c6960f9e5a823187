import { lookup } from "node:dns/promises";
import { connect } from "node:tls";
import { messageOf } from "../../fault.ts";
import { type Check, good, wrong } from "../check.ts";

const TLS_PORT = 443;

/** How a name is looked up and a handshake is made; parameters, so that a test needs no network. */
export interface Network {
  resolve(hostname: string): Promise<readonly string[]>;
  /** Makes a TLS handshake. @returns when the certificate ends @throws when it isn't valid for the name */
  handshake(hostname: string, signal: AbortSignal): Promise<Date>;
}

export const network: Network = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  handshake: (hostname, signal) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: TLS_PORT, servername: hostname });
      const stop = () => socket.destroy(new Error("no answer in time"));
      signal.addEventListener("abort", stop, { once: true });
      socket.once("error", reject).once("secureConnect", () => {
        resolve(new Date(socket.getPeerCertificate().valid_to));
        socket.end();
      });
    }),
};

/** Whether a URL's host can be found from here, and shows a certificate of its own. */
export function tlsCheck(url: string, { resolve, handshake }: Network = network): Check {
  const { hostname } = new URL(url);
  return {
    name: `TLS ${hostname}`,
    look: async (signal) => {
      const addresses = await resolve(hostname).catch(() => []);
      if (addresses.length === 0) {
        return wrong(`No DNS server tells an address of ${hostname}: its record is missing, or was made minutes ago.`);
      }
      try {
        const until = await handshake(hostname, signal);
        return good(`A certificate until ${until.toISOString().slice(0, 10)}.`);
      } catch (error) {
        return wrong(
          `${addresses[0]} has no certificate for ${hostname} (${messageOf(error)}): the platform makes one within minutes of verifying the domain.`,
        );
      }
    },
  };
}

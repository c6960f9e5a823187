import { lookup, Resolver } from "node:dns/promises";
import { connect } from "node:tls";

const HTTPS_PORT = 443;

/** How names are looked up and handshakes are made; a parameter, so that a test needs no internet. */
export interface Names {
  /** The addresses that connections to a host go to; none when there is no such name. @throws when DNS doesn't answer */
  addresses(hostname: string): Promise<readonly string[]>;
  /** Where the CNAME record of a name leads; nowhere when it has none. @throws when DNS doesn't answer */
  aliases(hostname: string): Promise<readonly string[]>;
  /** The name servers of a zone; none when there is no such zone. @throws when DNS doesn't answer */
  nameServers(zone: string): Promise<readonly string[]>;
  /** Makes a TLS handshake. @returns when the certificate ends @throws when there is none that is valid for the name */
  handshake(hostname: string, signal: AbortSignal): Promise<Date>;
}

/**
 * Names as this machine and its certificate authorities know them.
 *
 * @param resolver asks for records; it gives up after Node's usual time and tries.
 */
export function internetNames(resolver: Resolver = new Resolver()): Names {
  return {
    addresses: async (hostname) => (await orNone(lookup(hostname, { all: true }))).map(({ address }) => address),
    aliases: (hostname) => orNone(resolver.resolveCname(hostname)),
    nameServers: (zone) => orNone(resolver.resolveNs(zone)),
    handshake: (hostname, signal) => handshakeAt({ host: hostname, port: HTTPS_PORT }, hostname, signal),
  };
}

/** Makes a TLS handshake with whoever answers at an address. @returns when the certificate for the name ends */
export function handshakeAt(
  address: { readonly host: string; readonly port: number },
  hostname: string,
  signal: AbortSignal,
): Promise<Date> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...address, servername: hostname });
    const stop = () => socket.destroy(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    socket.once("close", () => signal.removeEventListener("abort", stop));
    socket.once("error", reject).once("secureConnect", () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.end();
    });
  });
}

/** Codes by which DNS says that there is no such name, or no such record of it (`dns` of Node, "Error codes"). */
const NONE = ["ENOTFOUND", "ENODATA"];

async function orNone<Found>(asked: Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await asked;
  } catch (error) {
    if (NONE.includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}

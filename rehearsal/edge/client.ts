import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { createSecureContext, getCACertificates } from "node:tls";
import { isAmong } from "./zones.ts";

/** Where an edge is, for its clients. */
export interface EdgeAddress {
  readonly port: number;
  /** The certificate of the edge's authority, in PEM. */
  readonly certificateFile: string;
  /** The host names that the edge answers, with all below them; every name when left out. Others are looked up as usual. */
  readonly hostnames?: readonly string[];
}

/**
 * An agent for `node:https`, and for what takes one such as the `ws` package, which finds the edge's host names on this machine and trusts its authority
 * besides the public ones. The hosts file has no part in it.
 *
 * @throws the file system's error when the certificate can't be read
 *
 * @example
 * new WebSocket("wss://api.live-listen.app/socket", { agent: edgeAgent({ port, certificateFile }) })
 */
export function edgeAgent(address: EdgeAddress): Agent {
  return new EdgeAgent(address);
}

class EdgeAgent extends Agent {
  readonly #address: EdgeAddress;

  constructor(address: EdgeAddress) {
    const ca = [...getCACertificates("default"), readFileSync(address.certificateFile, "utf8")];
    // Made once, since reading all public authorities takes longer than a handshake.
    super({ keepAlive: true, secureContext: createSecureContext({ ca }) });
    this.#address = address;
  }

  override createConnection(...[options, done]: Parameters<Agent["createConnection"]>) {
    const { port, hostnames } = this.#address;
    const hostname = options.servername || options.host;
    if (!hostname || (hostnames && !isAmong(hostname, hostnames))) return super.createConnection(options, done);
    return super.createConnection({ ...options, servername: hostname, host: "127.0.0.1", port }, done);
  }
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Target } from "../../edge/router.ts";
import type { State } from "../state.ts";

/**
 * Leads whoever asks for a domain that Render has added by itself, such as `www.example.com`, to the one it was added for.
 *
 * @see https://render.com/docs/custom-domains
 */
export class Redirects {
  readonly #state: State;
  readonly #server: Server;
  #target: Target | undefined;

  constructor(state: State) {
    this.#state = state;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** Where such domains are answered; none before the start. */
  get targets(): readonly Target[] {
    return this.#target ? [this.#target] : [];
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address === "object" && address) this.#target = { host: "127.0.0.1", port: address.port };
  }

  async stop(): Promise<void> {
    if (!this.#target) return;
    this.#target = undefined;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  #answer({ headers, url = "/" }: IncomingMessage, response: ServerResponse): void {
    const asked = headers.host?.split(":")[0]?.toLowerCase();
    const found = this.#state.customDomains.find(({ name }) => name === asked);
    const name = found?.redirectForName;
    if (name) response.writeHead(301, { location: `https://${name}${url}` }).end();
    else response.writeHead(404).end();
  }
}

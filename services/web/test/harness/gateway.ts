import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What stands in front of the API, as a platform's proxy does; it can be made to fail as one does. */
export interface Gateway extends AsyncDisposable {
  readonly port: number;
  /** Sends new connections to these ports of 127.0.0.1, one after the other. */
  leadTo(...ports: number[]): void;
  /** Cuts every connection there is, without a word. */
  cut(): void;
  /** Lets connections through again, or takes none any more. */
  open(): void;
  close(): void;
}

/** Starts a gateway on a free port. It passes bytes on and understands none of them. */
export async function startGateway(): Promise<Gateway> {
  const sockets = new Set<Socket>();
  let ports: number[] = [];
  let next = 0;
  let isOpen = true;
  const server = createServer((client) => {
    const port = ports[next % ports.length];
    next += 1;
    if (!isOpen || port === undefined) {
      client.destroy();
      return;
    }
    const upstream = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(...wanted) {
      ports = wanted;
    },
    cut,
    open() {
      isOpen = true;
    },
    close() {
      isOpen = false;
      cut();
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}

import { randomInt } from "node:crypto";
import { isListening } from "../../postgres/ports.ts";

/**
 * Below the ports that Linux (32768) and macOS (49152) give to outgoing connections: a server that comes back to its port
 * finds it free.
 */
const FIRST_PORT = 20_000;
const END_OF_PORTS = 32_768;

/**
 * Chooses a port that an instance keeps.
 *
 * @param taken ports of other instances, which may not be running
 */
export async function choosePort(taken: readonly number[]): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, END_OF_PORTS);
    if (!taken.includes(port) && !(await isListening(port))) return port;
  }
}

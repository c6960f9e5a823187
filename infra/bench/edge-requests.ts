import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { join } from "node:path";
import { edgeAgent } from "@live-listen/rehearsal/edge";
import { z } from "zod";
import { type Figure, takeFigure } from "./figure.ts";
import { requestRate } from "./request-rate.ts";

const EDGE = join(import.meta.dirname, "edge-server.ts");
const HOSTNAME = "bench.example";

const addressSchema = z.object({ port: z.number(), certificateFile: z.string() });

/**
 * Requests a second through the rehearsal's edge, which is TLS and another hop, beside the same server asked directly.
 *
 * @param directory where the edge's authority may be
 * @param barePort of the server on this machine
 */
export async function edgeRequestsPerSecond(directory: string, barePort: number): Promise<Figure> {
  const edge = fork(EDGE, [directory, HOSTNAME, String(barePort)]);
  const exited = once(edge, "exit");
  try {
    const address = addressSchema.parse((await once(edge, "message"))[0]);
    return await takeFigure({
      name: "GET through the rehearsal's edge",
      unit: "1/s",
      runs: 5,
      measure: () => requestRate(`https://${HOSTNAME}/`, edgeAgent(address)),
      baseline: {
        name: "the bare node:http server behind it",
        measure: () => requestRate(`http://127.0.0.1:${barePort}/`, new Agent({ keepAlive: true })),
      },
    });
  } finally {
    edge.disconnect();
    await exited;
  }
}

import { Agent, get } from "node:http";
import type { Measurement } from "./figure.ts";
import { secondsOf } from "./time.ts";

const REQUESTS = 4_000;
const CONNECTIONS = 16;

/** Requests a second that the API answers, beside a bare `node:http` server in a process like it. */
export function requestsPerSecond(apiUrl: string, bareUrl: string): Measurement {
  return {
    name: "GET /version",
    unit: "1/s",
    runs: 5,
    measure: () => requestRate(`${apiUrl}/version`),
    baseline: { name: "a bare node:http server", measure: () => requestRate(`${bareUrl}/`) },
  };
}

async function requestRate(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let left = REQUESTS;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await request(url, agent);
    }
  };
  const took = await secondsOf(() => Promise.all(Array.from({ length: CONNECTIONS }, worker)));
  agent.destroy();
  return REQUESTS / took;
}

function request(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().on("end", resolve).on("error", reject);
    }).on("error", reject);
  });
}

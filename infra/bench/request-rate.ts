import { type Agent, get } from "node:http";
import { get as getOverTls } from "node:https";
import { secondsOf } from "./time.ts";

const REQUESTS = 4_000;
/** Connections that requests run over at the same time, each kept for the next. */
const CONNECTIONS = 16;

/**
 * Requests a second that an address answers.
 *
 * @param agent makes the connections, which are closed at the end
 * @throws Error when one is answered with anything but 200
 */
export async function requestRate(url: string, agent: Agent): Promise<number> {
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
  const ask = url.startsWith("https:") ? getOverTls : get;
  return new Promise((resolve, reject) => {
    ask(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().on("end", resolve).on("error", reject);
    }).on("error", reject);
  });
}

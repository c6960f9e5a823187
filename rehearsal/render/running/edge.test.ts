import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { edgeAgent, edgeFetch, serveEdge } from "../../edge/index.ts";
import { paceOf } from "../../pace.ts";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { HOST, runningRender } from "./test-running.ts";

const PAUSE_MILLISECONDS = 10;

/** Asks a host over TLS again and again. @returns what was answered until it is stopped: statuses, and why there was none */
function askAgainAndAgain(edge: { readonly port: number; readonly certificateFile: string }) {
  const agent = edgeAgent(edge);
  onTestFinished(() => agent.destroy());
  const ask = edgeFetch(agent);
  const asked: Promise<number | string>[] = [];
  const timer = setInterval(() => {
    const one = ask(`https://${HOST}/`).then(
      async (response) => {
        await response.text();
        return response.status;
      },
      (error: Error) => String(error.cause ?? error),
    );
    asked.push(one);
  }, PAUSE_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    return new Set(await Promise.all(asked));
  };
}

test("no request fails while a deploy, another number of instances and a restart follow each other", async () => {
  await using folder = await makeTemporaryFolder();
  const edge = await serveEdge({ authorityDirectory: join(folder.path, "authority") });
  onTestFinished(() => edge.stop());
  await using running = await runningRender({ edge, pace: paceOf(120) });
  const service = await running.service({ numInstances: 2 });
  const stop = askAgainAndAgain({ port: edge.port, certificateFile: edge.authority.certificateFile });
  await running.deploy(service, "2");
  await expect.poll(() => askedToEnd(), { timeout: 20_000 }).toBe(2);
  await running.render.call("POST", `${service}/scale`, { numInstances: 1 });
  await expect.poll(() => askedToEnd(), { timeout: 20_000 }).toBe(3);
  await running.render.call("POST", `${service}/restart`);
  await expect.poll(() => askedToEnd(), { timeout: 20_000 }).toBe(4);
  await sleep(10 * PAUSE_MILLISECONDS);
  expect(await stop()).toEqual(new Set([200]));

  async function askedToEnd(): Promise<number> {
    return (await running.lines(service)).filter((line) => line === "asked to end").length;
  }
});

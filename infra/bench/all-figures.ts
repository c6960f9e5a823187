import { join } from "node:path";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { startServiceProcess } from "../local/service-process.ts";
import { startLocalApi } from "../local/services.ts";
import type { Progress } from "../progress.ts";
import { apiBoot } from "./boot.ts";
import { chatDelivery } from "./chat-delivery.ts";
import { deployUnderLoad } from "./deploy-under-load.ts";
import { devReady } from "./dev-ready.ts";
import { edgeRequestsPerSecond } from "./edge-requests.ts";
import { type Figure, takeFigure } from "./figure.ts";
import { noOpUp } from "./no-op-up.ts";
import { requestsPerSecond } from "./requests.ts";
import { pingRoundTrip } from "./sockets.ts";
import { openStage, type Stage } from "./stage.ts";

/** Takes every figure, on a local environment of its own in a temporary folder. */
export async function takeAllFigures(progress: Progress, signal: AbortSignal): Promise<Figure[]> {
  const stage = await openStage(progress);
  try {
    progress("measuring the engine");
    const engine = await takeFigure(await noOpUp(stage));
    progress("measuring the start of the API");
    const boot = await takeFigure(apiBoot(stage, signal));
    progress("measuring requests and sockets");
    const traffic = await takeTrafficFigures(stage, signal);
    progress("measuring a full room");
    const chat = await chatDelivery(signal);
    progress("measuring a deploy under load");
    const deploy = await deployUnderLoad(signal);
    progress("measuring npm run dev");
    return [engine, boot, ...traffic, chat, deploy, await takeFigure(devReady())];
  } finally {
    await stage.close();
  }
}

async function takeTrafficFigures({ paths, apiVariables }: Stage, signal: AbortSignal): Promise<Figure[]> {
  const barePort = await findFreePort();
  const bare = await startServiceProcess(
    {
      name: "the bare server",
      args: [join(import.meta.dirname, "bare-server.ts")],
      variables: { PORT: String(barePort) },
      logFile: join(paths.logs, "bare.log"),
      healthUrl: `http://127.0.0.1:${barePort}/`,
    },
    signal,
  );
  const api = await startLocalApi(paths, apiVariables, signal);
  try {
    const at = `127.0.0.1:${apiVariables.PORT}`;
    return [
      await takeFigure(requestsPerSecond(`http://${at}`, `http://127.0.0.1:${barePort}`)),
      await takeFigure(pingRoundTrip(`ws://${at}`, `ws://127.0.0.1:${barePort}`)),
      await edgeRequestsPerSecond(join(paths.directory, "edge"), barePort),
    ];
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../../fault.ts";
import { type Image, resolveImage } from "../../images/index.ts";
import { newLetters } from "../ids.ts";
import type { Hosting } from "../instances/hosting.ts";
import { inWords, type Origin } from "../instances/instance.ts";
import { runProgram } from "../instances/program.ts";
import type { Service } from "../services/service.ts";
import { DeployFailure } from "./failure.ts";

/**
 * Gets the image that a reference stands for. Render doesn't document the state of a deploy whose image can't be got; it counts as
 * the build here, which images don't have otherwise.
 *
 * @throws DeployFailure when the registry hasn't got it
 */
export async function getImage(hosting: Hosting, service: Service, reference: string): Promise<Image> {
  const { logs, faults, store } = hosting;
  logs.say({ resource: service.id, text: `Pulling ${reference}...`, type: "build", level: "info" });
  if (faults.has(service.id, "image-missing"))
    throw new DeployFailure("build_failed", `Failed to pull ${reference}: not found`);
  try {
    return await resolveImage({ store, reference });
  } catch (error) {
    throw new DeployFailure("build_failed", `Failed to pull ${reference}: ${messageOf(error)}`);
  }
}

/**
 * Runs the pre-deploy command, in an instance of its own that ends with it.
 *
 * @throws DeployFailure when it fails or takes longer than half an hour
 * @see https://render.com/docs/deploys#pre-deploy-command
 */
export async function runPreDeployCommand(hosting: Hosting, origin: Origin, signal: AbortSignal): Promise<void> {
  const { service, launch } = origin;
  const command = launch.preDeployCommand;
  const say = (text: string) => hosting.logs.say({ resource: service.id, text, type: "build", level: "info" });
  say(`Starting pre-deploy: ${command}`);
  if (hosting.faults.has(service.id, "pre-deploy-fails")) {
    throw new DeployFailure("pre_deploy_failed", "Pre-deploy has failed: this failure was asked for");
  }
  const instanceId = `${service.id}-${newLetters(5)}`;
  const running = await runProgram(hosting, { ...origin, instanceId, command, resource: service.id }).catch(
    (error: unknown) => {
      throw new DeployFailure("pre_deploy_failed", `Pre-deploy has failed: ${messageOf(error)}`);
    },
  );
  const over = AbortSignal.any([signal, AbortSignal.timeout(hosting.times.preDeploy)]);
  const stop = () => void running.stop(hosting.times.shutdown(service.details.maxShutdownDelaySeconds));
  over.addEventListener("abort", stop, { once: true });
  if (over.aborted) stop();
  const exit = await running.exited.finally(() => over.removeEventListener("abort", stop));
  signal.throwIfAborted();
  if (over.aborted)
    throw new DeployFailure("pre_deploy_failed", "Pre-deploy has failed: it took longer than 30 minutes");
  if ("status" in exit && exit.status === 0) return say("Pre-deploy complete!");
  throw new DeployFailure("pre_deploy_failed", `Pre-deploy has failed: it ${inWords(exit)}`);
}

/** Takes its time where a fault lets steps be slow. */
export async function hesitate({ faults, times }: Hosting, service: Service, signal: AbortSignal): Promise<void> {
  if (faults.has(service.id, "slow-step")) await sleep(times.slowStep, undefined, { signal });
}

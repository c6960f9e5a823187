import { messageOf } from "../../fault.ts";
import { repositoryOf } from "../image.ts";
import { Fleet } from "../instances/fleet.ts";
import type { Hosting } from "../instances/hosting.ts";
import { instancesOf } from "../services/instances.ts";
import type { Service } from "../services/service.ts";
import type { Deploy } from "./deploy.ts";
import { DeployFailure } from "./failure.ts";
import { keepLaunch, launchOf } from "./launch.ts";
import { enter } from "./status.ts";
import { getImage, hesitate, runPreDeployCommand } from "./steps.ts";

/**
 * Takes a deploy through its states until its instances are healthy; what serves meanwhile goes on. In their order: the image, the pre-deploy
 * command, the instances, their health.
 *
 * @param onChange told when other instances than before could take requests
 * @returns the instances, which serve nothing yet
 * @throws DeployFailure when it fails; the signal's reason when it is canceled. Nothing is left running then.
 * @see https://render.com/docs/deploys
 */
export async function carryOut(
  hosting: Hosting,
  service: Service,
  deploy: Deploy,
  { signal, onChange }: { readonly signal: AbortSignal; readonly onChange: () => void },
): Promise<Fleet> {
  const { state, save, logs } = hosting;
  const begin = async (status: Deploy["status"]) => {
    signal.throwIfAborted();
    enter(deploy, status);
    await save();
    await hesitate(hosting, service, signal);
    // It may have been canceled while the state was being saved.
    signal.throwIfAborted();
  };

  await begin("build_in_progress");
  const repository = repositoryOf(deploy.image);
  // The digest is known where the deploy repeats an earlier one: a tag may stand for another image by now.
  const image = await getImage(hosting, service, deploy.sha ? `${repository}@${deploy.sha}` : deploy.image);
  signal.throwIfAborted();
  deploy.sha = image.digest;
  const launch = launchOf(state, service, `${repository}@${image.digest}`);
  keepLaunch(state, deploy, launch);
  const origin = { service, launch, image };

  if (launch.preDeployCommand.trim() !== "") {
    await begin("pre_deploy_in_progress");
    await runPreDeployCommand(hosting, origin, signal);
  }

  await begin("update_in_progress");
  const command = launch.command.trim() || image.config.Cmd.join(" ");
  logs.say({ resource: service.id, text: `Deploying: running '${command}'`, type: "app", level: "info" });
  const fleet = new Fleet(hosting, origin, onChange);
  try {
    await fleet.bringUp(instancesOf(service), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new DeployFailure("update_failed", `Deploy has failed: an instance ${messageOf(error)}`);
  }
  return fleet;
}

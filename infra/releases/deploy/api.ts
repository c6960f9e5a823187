import { Fault } from "../../fault.ts";
import type { RenderClient } from "../../platforms/render/client.ts";
import { type Deploy, hasEnded, statusInWords } from "../../platforms/render/deploy.ts";
import { deployEnded, deployImage, readDeploys, readImageService } from "../../platforms/render/deploys.ts";
import type { Progress } from "../../progress.ts";

/** How many deploys are looked through for the one that serves; those between it and the newest have failed. */
const LOOKED_AT = 20;

/** What is deployed onto which service. */
export interface ApiDeployRequest {
  /** Id of the service at Render. */
  readonly service: string;
  /** The image with its tag: `ghcr.io/owner/name:tag`. */
  readonly image: string;
  /** Deploys also what serves already: the service's variables have changed, and reach instances with the next deploy. */
  readonly anew?: boolean;
}

/** What a deploy of the API came to. */
export interface ApiDeploy {
  readonly deploy: Deploy;
  /** Whether it was served before, so that there was nothing to do. */
  readonly served: boolean;
}

/**
 * Deploys an image onto the API's service and waits until it serves. A deploy of the same image that is under way already, as the one that
 * making the service starts, is waited for in place of a second one.
 *
 * @throws Fault, in one sentence with how far it got, when it doesn't come to serve: what served before still does; and while another release's
 * deploy is under way.
 */
export async function deployApi(
  client: RenderClient,
  request: ApiDeployRequest,
  watch: { readonly progress: Progress; readonly signal: AbortSignal; readonly pollMilliseconds?: number },
): Promise<ApiDeploy> {
  const { service: id, image, anew = false } = request;
  const service = await readImageService(client, id);
  const deploys = await readDeploys(client, id, LOOKED_AT);
  const underWay = deploys.find((one) => !hasEnded(one));
  if (underWay && underWay.image?.ref !== image) {
    throw new Fault(
      `Another deploy of ${id} is under way (${underWay.image?.ref ?? underWay.id} ${statusInWords(underWay)}): wait until it has ended, then run this again.`,
    );
  }
  const live = deploys.find(({ status }) => status === "live");
  if (!anew && !underWay && live?.image?.ref === image && service.imagePath === image) {
    return { deploy: live, served: true };
  }
  const started = underWay ?? (await deployImage(client, service, image));
  let deploy = await deployEnded(client, id, started.id, watch);
  // It may have begun before what was changed: what a deploy gives its instances is fixed when it begins.
  if (underWay && anew) deploy = await deployEnded(client, id, (await deployImage(client, service, image)).id, watch);
  if (deploy.status === "live") return { deploy, served: false };
  const still = live ? `${live.image?.ref ?? live.id} still serves` : "nothing serves yet";
  throw new Fault(
    `The deploy ${deploy.id} of ${image} ${statusInWords(deploy)}, and ${still}: mend that and deploy again.`,
  );
}

import type { RenderClient } from "../../../../platforms/render/client.ts";
import { hasEnded, statusInWords } from "../../../../platforms/render/deploy.ts";
import { type PastDeploy, readDeployHistory } from "../../../../platforms/render/deploy-history.ts";
import type { RunningService } from "../../../../platforms/render/running-service.ts";
import type { DeployOutcome, DeployStatus, Known } from "../model.ts";
import { apiSteps } from "./api-steps.ts";
import { StatusChanges } from "./status-changes.ts";
import { whyFailed } from "./why-failed.ts";

/** How many deploys are shown. */
export const SHOWN_DEPLOYS = 6;

const COMMIT = /^[0-9a-f]{7,40}$/;

const OUTCOMES: Partial<Record<PastDeploy["status"], DeployOutcome>> = {
  live: "serving",
  deactivated: "replaced",
  build_failed: "failed",
  pre_deploy_failed: "failed",
  update_failed: "failed",
  canceled: "canceled",
};

/** The deploys of a service at Render, looked at again and again. */
export class ApiDeploys {
  readonly #changes = new StatusChanges();
  /** What failed deploys put out last: nothing is added to it any more. */
  readonly #whys = new Map<string, string>();

  /**
   * The newest deploys of a service, newest first.
   *
   * @throws Fault when Render can't be asked for them.
   */
  async read(client: RenderClient, service: string, told: Known<RunningService>): Promise<readonly DeployStatus[]> {
    const deploys = await readDeployHistory(client, service, SHOWN_DEPLOYS);
    this.#changes.observe(deploys, new Date().toISOString());
    const running = told.known ? told.value : undefined;
    return Promise.all(
      deploys.map(async (deploy) => {
        const outcome = OUTCOMES[deploy.status] ?? "running";
        const why = outcome === "failed" && running ? await this.#why(client, service, running, deploy) : undefined;
        return {
          id: deploy.id,
          kind: "api" as const,
          ...releaseOf(deploy.image?.ref),
          trigger: deploy.trigger === "rollback" ? "rollback" : undefined,
          outcome,
          status: deploy.status,
          // As short as the row that it stands in.
          statusInWords: outcome === "replaced" ? "was replaced" : statusInWords(deploy),
          why,
          steps: apiSteps(deploy, running?.runsPreDeployCommand ?? true, this.#changes.of(deploy.id)),
          startedAt: deploy.startedAt ?? deploy.createdAt,
          finishedAt: hasEnded(deploy) ? deploy.finishedAt : undefined,
        };
      }),
    );
  }

  async #why(
    client: RenderClient,
    service: string,
    running: RunningService,
    deploy: PastDeploy,
  ): Promise<string | undefined> {
    const known = this.#whys.get(deploy.id);
    if (known !== undefined) return known;
    // Without its last words, that it failed is told all the same.
    const why = await whyFailed(client, { service, running, deploy }).catch(() => undefined);
    if (why !== undefined) this.#whys.set(deploy.id, why);
    return why;
  }
}

/** What an image's reference says of its release: its tag, which is a commit or a version; its digest where it has no tag. */
function releaseOf(reference: string | undefined): Pick<DeployStatus, "release" | "commit"> {
  const tag = /:([^:/@]+)(?:@|$)/.exec(reference ?? "")?.[1] ?? reference;
  return tag !== undefined && COMMIT.test(tag) ? { commit: tag } : { release: tag };
}

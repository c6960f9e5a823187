import { join } from "node:path";
import { buildWeb, DEVELOPMENT_RELEASE } from "@live-listen/web/server";
import { ROOT } from "../../local/paths.ts";
import { silent } from "../../progress.ts";
import { deployApi } from "../../releases/deploy/api.ts";
import { deployWeb } from "../../releases/deploy/web.ts";
import { deployTargets } from "../deploy-targets.ts";
import { ensureImage } from "../rehearsal/image.ts";
import { RELEASE, startTestRehearsal, type TestRehearsal } from "./rehearsal.ts";

/** A rehearsal whose environments run. */
export interface RunningRehearsal extends TestRehearsal {
  /** Where the API's images lie, without tag. */
  readonly image: string;
  /** Builds another release of the same sources. @returns its name */
  buildRelease(release: string): Promise<string>;
  /** Deploys a release onto an environment that was brought up, API first. */
  deploy(name: "staging" | "production", release?: string): Promise<void>;
}

/** As in `Pulumi.staging.yaml`. */
const IMAGE = "ghcr.io/live-listen/api";

/** Starts a rehearsal in a temporary folder, in which what is deployed runs, and builds a release of the working copy. */
export async function startRunningRehearsal(): Promise<RunningRehearsal> {
  const rehearsal = await startTestRehearsal({ runs: true });
  const { paths } = rehearsal;
  const bundleOf = (release: string) => join(paths.bundles, release);
  const buildRelease = async (release: string) => {
    await ensureImage({ ...paths, root: ROOT }, `${IMAGE}:${release}`, release, silent);
    await buildWeb({ outDir: bundleOf(release), release: { version: DEVELOPMENT_RELEASE.version, commit: release } });
    return release;
  };
  await buildRelease(RELEASE);
  return {
    ...rehearsal,
    image: IMAGE,
    buildRelease,
    deploy: async (name, release = RELEASE) => {
      const watch = { progress: silent, signal: new AbortController().signal, pollMilliseconds: 50 };
      const { render, vercel, service, project } = await deployTargets(
        { name },
        await rehearsal.open(name),
        watch.signal,
      );
      await deployApi(render, { service, image: `${IMAGE}:${release}` }, watch);
      await deployWeb(vercel, { project, bundle: bundleOf(release) }, watch);
    },
  };
}

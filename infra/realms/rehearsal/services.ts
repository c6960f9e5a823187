import { attachment, serveProvider } from "@live-listen/rehearsal/provider";
import { serveRender } from "@live-listen/rehearsal/render";
import { serveVercel } from "@live-listen/rehearsal/vercel";
import { environments, isHosted } from "@live-listen/stacks";
import { z } from "zod";
import { Closers } from "../../closers.ts";
import type { Findable } from "../../hosting/host.ts";
import type { SharedServices } from "../../hosting/shared-services.ts";
import { noteClone } from "../../local/abandoned-data.ts";
import { RENDER_OWNER_ID, rehearsalCredentials, VERCEL_TEAM_ID } from "./credentials.ts";
import type { RehearsalPaths } from "./paths.ts";

const toldSchema = z.object({ renderUrl: z.url(), vercelUrl: z.url(), providerPort: z.int().positive() });

/** What the processes of a clone tell each other of the rehearsal's services. */
export type RehearsalServices = z.infer<typeof toldSchema>;

/** The stand-ins, as the process that hosts them has them. */
export interface RehearsalPlatforms {
  readonly render: Awaited<ReturnType<typeof serveRender>>;
  readonly vercel: Awaited<ReturnType<typeof serveVercel>>;
}

/** How the rehearsal's services are found by others. */
export function findableRehearsalServices({ directory }: RehearsalPaths): Findable<RehearsalServices> {
  return { directory, schema: toldSchema, port: ({ providerPort }) => providerPort };
}

/**
 * The services of the rehearsal: the stand-ins of Render and Vercel, and the server of the Pulumi providers that reach them. One process of a
 * clone hosts them, for both stacks.
 *
 * @param onStart is given the stand-ins themselves, by the process that hosts them.
 */
export function sharedRehearsalServices(
  paths: RehearsalPaths,
  onStart: (platforms: RehearsalPlatforms) => void = () => {},
): SharedServices<RehearsalServices> {
  return {
    ...findableRehearsalServices(paths),
    name: "the rehearsal's platforms",
    start: async (progress) => {
      progress("starting the stand-ins of Render and Vercel");
      await noteClone(paths);
      const opened = new Closers();
      try {
        const { render, vercel } = await servePlatforms(paths, opened);
        const provider = await serveProvider({
          platforms: { render: { url: render.url }, vercel: { url: vercel.url } },
        });
        opened.add(() => provider.stop());
        onStart({ render, vercel });
        return {
          told: { renderUrl: render.url, vercelUrl: vercel.url, providerPort: provider.port },
          stop: () => opened.close(),
        };
      } catch (error) {
        await opened.close();
        throw error;
      }
    },
  };
}

async function servePlatforms(paths: RehearsalPaths, opened: Closers): Promise<RehearsalPlatforms> {
  const { staging, production } = await rehearsalCredentials(paths.credentialsFile);
  const stacks = [staging, production];
  const render = await serveRender({
    stateDirectory: paths.render,
    postgres: { dataDirectory: paths.postgresData, binariesDirectory: paths.postgresBinaries },
    workspaces: stacks.map(({ renderApiKey }) => ({
      ownerId: RENDER_OWNER_ID,
      name: "Rehearsal",
      apiKey: renderApiKey,
    })),
  });
  opened.add(() => render.stop());
  const vercel = await serveVercel({
    stateDirectory: paths.vercel,
    accounts: stacks.map(({ vercelApiToken }) => ({
      token: vercelApiToken,
      team: { id: VERCEL_TEAM_ID, slug: "rehearsal", name: "Rehearsal" },
      zones: [...new Set(environments.filter(isHosted).map(({ dnsZone }) => dnsZone))],
    })),
  });
  opened.add(() => vercel.stop());
  return { render, vercel };
}

/** The providers, as `PULUMI_DEBUG_PROVIDERS` names them. */
export function attachedProviders({ providerPort }: RehearsalServices): string {
  return attachment(providerPort);
}

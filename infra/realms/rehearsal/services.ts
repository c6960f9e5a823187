import { serveEdge } from "@live-listen/rehearsal/edge";
import { paceOf } from "@live-listen/rehearsal/pace";
import { attachment, serveProvider } from "@live-listen/rehearsal/provider";
import { serveRender } from "@live-listen/rehearsal/render";
import { serveVercel } from "@live-listen/rehearsal/vercel";
import { environments, isHosted } from "@live-listen/stacks";
import { Closers } from "../../closers.ts";
import type { SharedServices } from "../../hosting/shared-services.ts";
import { noteClone } from "../../local/abandoned-data.ts";
import { RENDER_OWNER_ID, rehearsalCredentials, VERCEL_TEAM_ID } from "./credentials.ts";
import { serveControl } from "./faults/control.ts";
import { FaultSwitches } from "./faults/switches.ts";
import type { RehearsalPaths } from "./paths.ts";
import type { RehearsalPlatforms } from "./platforms.ts";
import { findableRehearsalServices, type RehearsalServices } from "./told.ts";

/** How many times faster than at the vendors time goes by: the minute that an old instance has left is a second. */
const TIMES_FASTER = 60;

/** How the services are hosted. */
export interface HostingOptions {
  /** Whether what is deployed runs, the default, or is recorded alone. */
  readonly runs?: boolean;
  /** Is given the stand-ins themselves, by the process that hosts them. */
  readonly onStart?: (platforms: RehearsalPlatforms) => void;
}

/**
 * The services of the rehearsal: the stand-ins of Render and Vercel, and the server of the Pulumi providers that reach them. One process of a
 * clone hosts them, for both stacks.
 */
export function sharedRehearsalServices(
  paths: RehearsalPaths,
  { runs = true, onStart = () => {} }: HostingOptions = {},
): SharedServices<RehearsalServices> {
  return {
    ...findableRehearsalServices(paths),
    name: "the rehearsal's platforms",
    start: async (progress) => {
      progress("starting the stand-ins of Render and Vercel");
      await noteClone(paths);
      const opened = new Closers();
      try {
        const { render, vercel, edge } = await servePlatforms(paths, runs, opened);
        const provider = await serveProvider({
          platforms: { render: { url: render.url }, vercel: { url: vercel.url } },
        });
        opened.add(() => provider.stop());
        const control = await serveControl(new FaultSwitches({ render, vercel }));
        opened.add(() => control.stop());
        onStart({ render, vercel, edge });
        return {
          told: {
            renderUrl: render.url,
            vercelUrl: vercel.url,
            providerPort: provider.port,
            edge: { port: edge.port, ...edge.authority },
            control: control.address,
          },
          stop: () => opened.close(),
        };
      } catch (error) {
        await opened.close();
        throw error;
      }
    },
  };
}

async function servePlatforms(paths: RehearsalPaths, runs: boolean, opened: Closers): Promise<RehearsalPlatforms> {
  const { staging, production } = await rehearsalCredentials(paths.credentialsFile);
  const stacks = [staging, production];
  const edge = await serveEdge({ authorityDirectory: paths.authority });
  opened.add(() => edge.stop());
  const pace = paceOf(TIMES_FASTER);
  const render = await serveRender({
    stateDirectory: paths.render,
    edge,
    ...(runs && { images: { store: paths.images } }),
    pace,
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
    edge,
    pace,
    accounts: stacks.map(({ vercelApiToken }) => ({
      token: vercelApiToken,
      team: { id: VERCEL_TEAM_ID, slug: "rehearsal", name: "Rehearsal" },
      zones: [...new Set(environments.filter(isHosted).map(({ dnsZone }) => dnsZone))],
    })),
  });
  opened.add(() => vercel.stop());
  return { render, vercel, edge };
}

/** The providers, as `PULUMI_DEBUG_PROVIDERS` names them. */
export function attachedProviders({ providerPort }: RehearsalServices): string {
  return attachment(providerPort);
}

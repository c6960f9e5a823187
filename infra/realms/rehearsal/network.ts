import { edgeAgent, edgeFetch } from "@live-listen/rehearsal/edge";
import { environments, isHosted } from "@live-listen/stacks";
import type { Network } from "../../releases/network.ts";
import type { RehearsalServices } from "./told.ts";

/** The zones whose names the edge of a rehearsal answers. */
export const ZONES: readonly string[] = [...new Set(environments.filter(isHosted).map(({ dnsZone }) => dnsZone))];

/** How the hosted environments' addresses are reached in a rehearsal: at its edge, under their own names, by the certificates of its own authority. */
export function rehearsalNetwork({ edge: { port, certificateFile } }: Pick<RehearsalServices, "edge">): Network {
  const agent = edgeAgent({ port, certificateFile, hostnames: ZONES });
  return { fetch: edgeFetch(agent), agent };
}

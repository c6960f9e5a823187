import type { Rehearsal } from "./open.ts";
import { openStatusPage } from "./status/open.ts";
import { type StartedBy, statusSources } from "./status-sources.ts";

/** Serves the status page of a rehearsal that runs. */
export function openRehearsalStatus({ services, credentials }: Rehearsal, startedBy: StartedBy) {
  return openStatusPage(statusSources(services, credentials, startedBy));
}

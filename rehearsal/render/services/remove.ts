import type { State } from "../state.ts";

/** Forgets a service, and all that belongs to it. */
export function removeService(state: State, id: string): void {
  state.services = state.services.filter((one) => one.id !== id);
  state.envVars = state.envVars.filter(({ serviceId }) => serviceId !== id);
  state.secretFiles = state.secretFiles.filter(({ serviceId }) => serviceId !== id);
  state.customDomains = state.customDomains.filter(({ serviceId }) => serviceId !== id);
  state.deploys = state.deploys.filter(({ serviceId }) => serviceId !== id);
  state.jobs = state.jobs.filter(({ serviceId }) => serviceId !== id);
  state.serviceFaults = state.serviceFaults.filter(({ serviceId }) => serviceId !== id);
  state.logStreams = state.logStreams.filter(({ resourceId }) => resourceId !== id);
}

import type { Deployment } from "./deployment.ts";

/** What happened to a deployment, in the form of the events that Vercel tells of a build. */
export function eventsOf({ id, name, log }: Deployment) {
  return log.map(({ date, text, isError }, index) => ({
    created: date,
    date,
    deploymentId: id,
    id: `${date}${String(index).padStart(4, "0")}`,
    info: { type: "build", name },
    serial: `${date}${String(index).padStart(4, "0")}`,
    text,
    type: isError ? "stderr" : "stdout",
    ...(isError && { level: "error" }),
  }));
}

import type { State } from "../state.ts";
import { ownerOf, type Workspace } from "../workspace.ts";
import type { Instance } from "./instance.ts";

/** An instance as it is answered. */
export function answerOf({ workspaces, state }: { workspaces: readonly Workspace[]; state: State }, one: Instance) {
  const { ownerId, port: _, sealed: __, isDown: ___, recovery: ____, ...instance } = one;
  const environment = state.environments.find(({ id }) => id === instance.environmentId);
  const project = state.projects.find(({ id }) => id === environment?.projectId);
  return {
    ...instance,
    owner: ownerOf(workspaces, ownerId),
    ...(project && { project: { id: project.id, name: project.name } }),
    role: "primary",
    readReplicas: [],
    suspended: one.status === "suspended" ? "suspended" : "not_suspended",
    suspenders: one.status === "suspended" ? ["user"] : [],
    dashboardUrl: `https://dashboard.render.invalid/d/${instance.id}`,
  };
}

/** How to connect to an instance: from within Render by one name, from elsewhere by another. */
export function connectionInfoOf({ databaseName, databaseUser, port }: Instance, password: string) {
  const stringFor = (host: string) =>
    `postgresql://${encodeURIComponent(databaseUser)}:${password}@${host}:${port}/${encodeURIComponent(databaseName)}`;
  return {
    password,
    internalConnectionString: stringFor("127.0.0.1"),
    externalConnectionString: stringFor("localhost"),
    psqlCommand: `PGPASSWORD=${password} psql -h localhost -p ${port} -U ${databaseUser} ${databaseName}`,
  };
}

import type { Router, Target } from "../../edge/router.ts";
import type { Account } from "../account.ts";
import type { Deployment } from "../deployments/deployment.ts";
import { automaticAlias, isGenerated } from "../deployments/url.ts";
import type { Project } from "../projects/project.ts";
import type { State } from "../state.ts";

/** What a host name is of a project: a domain of its own, the name of its production, another alias, or one deployment's. */
export type HostKind = "domain" | "production" | "alias" | "deployment";

/** What is served under a host name. */
export type Host =
  | {
      readonly leadsTo: "deployment";
      readonly kind: HostKind;
      readonly deployment: Deployment;
      readonly project: Project;
    }
  | { readonly leadsTo: "domain"; readonly domain: string; readonly status: number }
  | { readonly leadsTo: "nothing" };

/** Where each host name leads, at one moment. */
export type HostTable = ReadonlyMap<string, Host>;

/** Status of a domain's redirect when nothing else was said. */
const REDIRECT = 307;

/**
 * Which host name leads where. What requests see of it changes as a whole, so that none sees a part of a change; and who
 * publishes it does so once it is on disk, so that none sees what a crash takes back.
 */
export class Hosts {
  readonly #edge: Router | undefined;
  readonly #accounts: readonly Account[];
  #target: Target | undefined;
  #table: HostTable = new Map();

  constructor(accounts: readonly Account[], edge: Router | undefined) {
    this.#accounts = accounts;
    this.#edge = edge;
  }

  /** What a host name leads to; undefined when it is unknown. */
  find(hostname: string): Host | undefined {
    return this.#table.get(hostname);
  }

  /** Says where the server is that answers for the host names. */
  serveFrom(target: Target): void {
    this.#target = target;
    for (const hostname of this.#table.keys()) this.#edge?.route(hostname, [target]);
  }

  /** Takes all host names from the edge. */
  withdraw(): void {
    this.#target = undefined;
    for (const hostname of this.#table.keys()) this.#edge?.unroute(hostname);
  }

  /** Where host names lead by the state as it is now, whatever becomes of it. */
  tableOf(state: State): HostTable {
    return tableOf(state, this.#accounts);
  }

  /** Lets requests see a table. */
  publish(table: HostTable): void {
    const before = this.#table;
    this.#table = table;
    if (!this.#edge || !this.#target) return;
    for (const hostname of this.#table.keys()) {
      if (!before.has(hostname)) this.#edge.route(hostname, [this.#target]);
    }
    for (const hostname of before.keys()) {
      if (!this.#table.has(hostname)) this.#edge.unroute(hostname);
    }
  }
}

function tableOf(state: State, accounts: readonly Account[]): HostTable {
  const projects = new Map(state.projects.map((project) => [project.id, { ...project }]));
  const deployments = new Map(state.deployments.map((one) => [one.id, { ...one }]));
  const domains = new Map(state.domains.filter(({ verified }) => verified).map((domain) => [domain.name, domain]));
  const table = new Map<string, Host>();
  const add = (hostname: string, kind: HostKind, deployment: Deployment | undefined) => {
    const project = deployment && projects.get(deployment.projectId);
    table.set(hostname, project ? { leadsTo: "deployment", kind, deployment, project } : { leadsTo: "nothing" });
  };
  for (const one of deployments.values()) add(one.url, "deployment", one);
  for (const { alias, deploymentId, projectId } of state.aliases) {
    const project = projects.get(projectId);
    const slug = accounts.find(({ team }) => team.id === project?.teamId)?.team.slug ?? "";
    const isProduction = project !== undefined && automaticAlias(project.settings.name, slug) === alias;
    const kind = isGenerated(alias) ? (isProduction ? "production" : "alias") : "domain";
    add(alias, kind, deployments.get(deploymentId));
  }
  for (const { name, redirect, redirectStatusCode } of domains.values()) {
    if (redirect !== null) {
      table.set(name, { leadsTo: "domain", domain: redirect, status: redirectStatusCode ?? REDIRECT });
    } else if (!table.has(name)) {
      table.set(name, { leadsTo: "nothing" });
    }
  }
  return table;
}

import type { Target } from "../../edge/router.ts";
import { hostsOf, redirectedHostsOf } from "../host.ts";
import type { Hosting } from "../instances/hosting.ts";
import type { Service } from "../services/service.ts";

/** The host names of a service at the edge. */
export class Front {
  readonly #hosting: Hosting;
  readonly #service: Service;
  #shown: readonly string[] = [];

  constructor(hosting: Hosting, service: Service) {
    this.#hosting = hosting;
    this.#service = service;
  }

  /**
   * Lets all its host names be answered by some targets; with none, and while the service is in maintenance, they are answered with 503.
   *
   * @see https://render.com/docs/maintenance-mode
   */
  show(targets: readonly Target[]): void {
    const { edge, via, state, redirects } = this.#hosting;
    const [hosts, redirected] = [hostsOf(state, this.#service), redirectedHostsOf(state, this.#service)];
    const all = [...hosts, ...redirected];
    for (const host of this.#shown) if (!all.includes(host)) edge?.unroute(host);
    const { enabled: isMaintained } = this.#service.details.maintenanceMode;
    for (const host of hosts) edge?.route(host, isMaintained ? [] : targets, via);
    for (const host of redirected) edge?.route(host, redirects.targets, via);
    this.#shown = all;
  }

  /** Gives its host names up. */
  close(): void {
    for (const host of this.#shown) this.#hosting.edge?.unroute(host);
    this.#shown = [];
  }
}

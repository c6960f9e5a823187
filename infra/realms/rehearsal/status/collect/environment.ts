import { Fault } from "../../../../fault.ts";
import { RenderClient } from "../../../../platforms/render/client.ts";
import { readRunningService } from "../../../../platforms/render/running-service.ts";
import { VercelClient } from "../../../../platforms/vercel/client.ts";
import type { DeployStatus, EnvironmentStatus, Known, RunningStatus } from "../model.ts";
import type { EnvironmentSource, HostedSource } from "../sources.ts";
import { ApiDeploys } from "./api-deploys.ts";
import { hostedDatabase } from "./database.ts";
import { askServices, type Beginning, healthOf } from "./health.ts";
import { know } from "./known.ts";
import { webDeploys } from "./web-deploys.ts";

/** Looks at one environment, again and again. */
export class EnvironmentCollector {
  readonly #source: EnvironmentSource;
  readonly #apiDeploys = new ApiDeploys();

  constructor(source: EnvironmentSource) {
    this.#source = source;
  }

  /** Looks once; it never rejects. */
  async collect(): Promise<EnvironmentStatus> {
    const { name, urls, openWith, network, runs, upWith } = this.#source;
    const shown = { name, urls, openWith };
    const found = runs.on === "platforms" ? await know(`The stack ${name}`, runs.find) : undefined;
    if (found?.known && found.value === undefined) {
      return { ...shown, health: { state: "absent", detail: `It was not brought up yet: run \`${upWith}\`.` } };
    }
    const [answers, platform] = await Promise.all([
      askServices(urls, network),
      runs.on === "platforms" ? this.#askPlatforms(found) : thisMachine(runs),
    ]);
    const running = { apiRelease: answers.apiRelease, webRelease: answers.webRelease, ...platform };
    return { ...shown, health: healthOf(answers, beginningOf(running)), running };
  }

  async #askPlatforms(found: Known<HostedSource | undefined> | undefined): Promise<Platform> {
    if (!found?.known || !found.value) {
      const unknown = { known: false, why: found?.known === false ? found.why : "Its stack is not known." } as const;
      return { database: unknown, instances: unknown, deploys: { api: unknown, web: unknown } };
    }
    const source = found.value;
    const ofRender = <Value>(look: (client: RenderClient) => Promise<Value>) =>
      know("Render", async (signal) => look(new RenderClient(source.render, signal)));
    const running = ofRender(async (client) => {
      const service = await readRunningService(client, source.apiServiceId);
      if (service) return service;
      throw new Fault(`Render has no service ${source.apiServiceId}.`);
    });
    const [service, api, web, database] = await Promise.all([
      running,
      running.then((told) => ofRender((client) => this.#apiDeploys.read(client, source.apiServiceId, told))),
      know("Vercel", async (signal) => webDeploys(new VercelClient(source.vercel, signal), source.vercelProjectId)),
      ofRender((client) => hostedDatabase(client, source.databaseId)),
    ]);
    return {
      database,
      instances: service.known ? { known: true, value: service.value.instances.length } : service,
      deploys: { api, web },
    };
  }
}

type Platform = Pick<RunningStatus, "database" | "instances" | "deploys">;

async function thisMachine(runs: Extract<EnvironmentSource["runs"], { on: "this machine" }>): Promise<Platform> {
  return { database: await know("The database", runs.database) };
}

/** Where nothing is deployed, nothing is about to be. */
function beginningOf({ deploys }: Pick<RunningStatus, "deploys">): Beginning {
  return { api: isBeginning(deploys?.api), web: isBeginning(deploys?.web) };
}

function isBeginning(deploys: Known<readonly DeployStatus[]> | undefined): boolean {
  return deploys?.known === true && deploys.value.every(({ outcome }) => outcome === "running" || outcome === "ready");
}

import { join } from "node:path";
import { paceOf } from "../../pace.ts";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import type { Deploy } from "../deploys/deploy.ts";
import { ServiceFaults } from "../faults/service-faults.ts";
import { Logs } from "../logs/logs.ts";
import { Redirects } from "../running/redirects.ts";
import { publishApp } from "../running/test-app.ts";
import { DEFAULT_DETAILS } from "../services/details.ts";
import type { Service } from "../services/service.ts";
import { emptyState } from "../state.ts";
import type { Hosting } from "./hosting.ts";
import { ProcessRecords } from "./process-records.ts";
import { Times } from "./times.ts";

/** What the test app's services run with, and one of them. */
export interface TestHosting extends AsyncDisposable {
  readonly hosting: Hosting;
  readonly service: Service;
  /** A deploy of the service that is about to begin. */
  readonly deploy: Deploy;
}

/** Makes what a stand-in works with, without one: for what can't be brought about from outside. */
export async function testHosting(given: Partial<Hosting> = {}): Promise<TestHosting> {
  const folder = await makeTemporaryFolder();
  const store = join(folder.path, "images");
  await publishApp(folder.path, store, "1");
  const state = emptyState();
  const save = async () => {};
  const hosting: Hosting = {
    state,
    save,
    store,
    edge: undefined,
    via: [],
    redirects: new Redirects(state),
    times: new Times(paceOf(1000)),
    logs: new Logs(join(folder.path, "logs")),
    records: new ProcessRecords(join(folder.path, "processes")),
    faults: new ServiceFaults(state, save),
    scratch: join(folder.path, "scratch"),
    onFault: () => {},
    ...given,
  };
  const now = new Date().toISOString();
  const service: Service = {
    id: "srv-a",
    ownerId: "tea-one",
    name: "api",
    slug: "api",
    rootDir: "",
    autoDeploy: "no",
    imagePath: "ghcr.io/example/api:1",
    details: { ...DEFAULT_DETAILS, healthCheckPath: "/healthz" },
    suspended: "not_suspended",
    notificationOverride: { previewNotificationsEnabled: "default", notificationsToSend: "default" },
    createdAt: now,
    updatedAt: now,
  };
  const deploy: Deploy = {
    id: "dep-a",
    serviceId: service.id,
    status: "created",
    trigger: "api",
    image: service.imagePath,
    createdAt: now,
    updatedAt: now,
  };
  state.services.push(service);
  state.deploys.push(deploy);
  const end = async () => {
    hosting.logs.flush();
    await folder[Symbol.asyncDispose]();
  };
  return { hosting, service, deploy, [Symbol.asyncDispose]: end };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import type { Browser } from "playwright-core";
import { buildWeb, DEVELOPMENT_RELEASE, startWebServer } from "../../server/index.ts";
import { type ApiProcess, migrate, startApi } from "./api-process.ts";
import { launchBrowser } from "./browser.ts";
import { startDatabase } from "./database.ts";
import { type Gateway, startGateway } from "./gateway.ts";

/** Everything that the product is made of, running: database, API, page, and a browser to look at it with. */
export interface Site extends AsyncDisposable {
  /** Where the page is. */
  readonly url: string;
  readonly gateway: Gateway;
  readonly instances: readonly ApiProcess[];
  /** Starts one more instance, which the gateway doesn't lead to yet. */
  startInstance(): Promise<ApiProcess>;
  readonly browser: Browser;
}

/**
 * Starts the product as it is deployed: the real bundle behind its own server, the real API behind a gateway, on a real PostgreSQL.
 *
 * @param options.instances of the API, which the gateway leads to in turn.
 */
export async function startSite({ instances: count = 1 } = {}): Promise<Site> {
  const stack = new AsyncDisposableStack();
  try {
    const [database, gateway, browser, directory, webPort] = await Promise.all([
      startDatabase().then((started) => stack.use(started)),
      startGateway().then((started) => stack.use(started)),
      launchBrowser().then((started) => stack.adopt(started, (closing) => closing.close())),
      build(stack),
      findFreePort(),
    ]);
    // Another origin than the API's, and the same site, as everywhere.
    const addresses = {
      webUrl: `http://localhost:${webPort}`,
      apiUrl: `http://localhost:${gateway.port}`,
      wsUrl: `ws://localhost:${gateway.port}`,
    };
    await migrate(database, addresses);
    const startInstance = async () => stack.use(await startApi(database, addresses));
    const instances = await Promise.all(Array.from({ length: count }, startInstance));
    gateway.leadTo(...instances.map(({ port }) => port));
    const variables = {
      NEXT_PUBLIC_APP_ENV: "local",
      NEXT_PUBLIC_API_URL: addresses.apiUrl,
      NEXT_PUBLIC_WS_URL: addresses.wsUrl,
    } as const;
    const web = await startWebServer({ directory, port: webPort, variables });
    stack.defer(() => web.stop());
    return {
      url: addresses.webUrl,
      gateway,
      instances,
      startInstance,
      browser,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function build(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "live-listen-bundle-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const { directory } = await buildWeb({ outDir: join(folder, "dist"), release: DEVELOPMENT_RELEASE });
  return directory;
}

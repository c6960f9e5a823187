/** A process of its own that serves and stays, for tests that kill it: its argument is a folder; it prints its URL. */
import { join } from "node:path";
import { serveRender } from "./index.ts";
import { WORKSPACES } from "./test-render.ts";

const [folder = ""] = process.argv.slice(2);
const { url } = await serveRender({
  stateDirectory: join(folder, "state"),
  postgres: { dataDirectory: join(folder, "postgres"), settings: { fsync: "off" } },
  workspaces: WORKSPACES,
});
process.stdout.write(`${url}\n`);

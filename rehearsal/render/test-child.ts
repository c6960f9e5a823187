/** A process of its own that serves and stays, for tests that kill it: its argument is a folder; it prints its URL. */
import { serveRender } from "./index.ts";
import { placesIn, WORKSPACES } from "./test-render.ts";

const [folder = ""] = process.argv.slice(2);
const { url } = await serveRender({ ...placesIn(folder), workspaces: WORKSPACES });
process.stdout.write(`${url}\n`);

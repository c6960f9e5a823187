/** A process of its own that serves fast and stays, for tests that kill it: its argument is a folder; it prints its URL. */
import { serveRender } from "../../index.ts";
import { placesIn, WORKSPACES } from "../../test-render.ts";
import { FAST } from "./test-recovery.ts";

const [folder = ""] = process.argv.slice(2);
const { url } = await serveRender({ ...placesIn(folder), workspaces: WORKSPACES, pace: FAST });
process.stdout.write(`${url}\n`);

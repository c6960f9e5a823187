/**
 * A process of its own that serves and stays, for tests that kill it: its arguments are a folder, and the image store whose services
 * run if they are to; it prints its URL.
 */
import { paceOf } from "../pace.ts";
import { serveRender } from "./index.ts";
import { placesIn, WORKSPACES } from "./test-render.ts";

const [folder = "", store] = process.argv.slice(2);
const running = store === undefined ? {} : { images: { store }, pace: paceOf(1000) };
const { url } = await serveRender({ ...placesIn(folder), ...running, workspaces: WORKSPACES });
process.stdout.write(`${url}\n`);

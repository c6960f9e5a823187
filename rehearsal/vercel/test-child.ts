/** A process of its own that serves and stays, for tests that kill it: its argument is the state directory; it prints its URL. */
import { serveVercel } from "./index.ts";
import { ACCOUNTS } from "./test-vercel.ts";

const [stateDirectory = ""] = process.argv.slice(2);
const { url } = await serveVercel({ stateDirectory, accounts: ACCOUNTS });
process.stdout.write(`${url}\n`);

/**
 * A process of its own that serves and stays, for tests that kill it: its arguments are the state directory and a pace; it
 * prints its URL and the port that deployments are served under.
 */
import { paceOf } from "../pace.ts";
import { serveVercel } from "./index.ts";
import { ACCOUNTS } from "./test-vercel.ts";

const [stateDirectory = "", timesFaster = "1"] = process.argv.slice(2);
const { url, serving } = await serveVercel({ stateDirectory, accounts: ACCOUNTS, pace: paceOf(Number(timesFaster)) });
process.stdout.write(`${url} ${serving.port}\n`);

import { parseArgs } from "node:util";
import { deployUnderLoad } from "./deploy-under-load.ts";
import { startRunningRehearsal } from "./running.ts";

// Measures what a deploy means to those who are there: `node infra/realms/test/deploy-under-load-main.ts [--sockets 200] [--requests 200]`.
// Prints one line of JSON, see `Met`.
const { values } = parseArgs({
  options: { sockets: { type: "string", default: "200" }, requests: { type: "string", default: "200" } },
});

const rehearsal = await startRunningRehearsal();
try {
  await (await rehearsal.open("staging")).stack.up();
  await rehearsal.deploy("staging");
  const next = await rehearsal.buildRelease("4a3b2c1d0e");
  const load = { sockets: Number(values.sockets), requestsPerSecond: Number(values.requests) };
  console.log(JSON.stringify(await deployUnderLoad(rehearsal, next, load)));
} finally {
  await rehearsal.close();
}

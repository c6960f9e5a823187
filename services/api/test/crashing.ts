import { exitOnFaults } from "../src/crash.ts";
import { createLog } from "../src/log/log.ts";
import { OperatorFault } from "../src/operator-fault.ts";

const SECRET = "crash-canary-of-some-length";

exitOnFaults(createLog({ level: "info", secrets: [SECRET] }));

// Ends in the way that its argument names; kept alive, so that nothing else ends it.
setInterval(() => {}, 1_000);
const way = process.argv[2];
if (way === "throw")
  setImmediate(() => {
    throw new Error(`it broke with ${SECRET}`);
  });
if (way === "reject") Promise.reject(new Error(`it broke with ${SECRET}`));
if (way === "fault") throw new OperatorFault("Do this and it works.");

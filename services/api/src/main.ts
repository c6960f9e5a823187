import { exitOnFaults } from "./crash.ts";
import { createLog } from "./log/log.ts";
import { readRelease } from "./release.ts";
import { startService } from "./service.ts";
import { parseServerVariables, secretVariableNames } from "./variables.ts";

const parsed = parseServerVariables(process.env);
const log = createLog({
  level: parsed.ok ? parsed.variables.LOG_LEVEL : "info",
  secrets: secretVariableNames.map((name) => process.env[name] ?? ""),
});

const fail = exitOnFaults(log);

if (!parsed.ok) {
  log.fatal({ faults: parsed.faults }, `The API can't start: ${parsed.faults.join("; ")}.`);
  process.exit(2);
}

const service = await startService(parsed.variables, readRelease(), log);

let stopping = false;
function stop(signal: NodeJS.Signals): void {
  if (stopping) {
    log.warn({ signal }, "stopped at once");
    process.exit(1);
  }
  stopping = true;
  service.stop().then(() => process.exit(0), fail);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

await service.ready;

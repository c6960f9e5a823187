import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Fault } from "../fault.ts";
import { ROOT } from "../local/paths.ts";
import type { Measurement } from "./figure.ts";
import { secondsOf } from "./time.ts";

const MAIN = join(ROOT, "infra", "cli", "main.ts");

/**
 * Time until `npm run dev` says that it is ready, on this clone and its usual ports, beside the least that starts it: a verb that does next to
 * nothing.
 */
export function devReady(): Measurement {
  return {
    name: "npm run dev until ready",
    unit: "s",
    runs: 3,
    measure: devUntilReady,
    baseline: {
      name: "npm run matrix",
      measure: () => secondsOf(() => once(spawn(process.execPath, [MAIN, "matrix"], { stdio: "ignore" }), "exit")),
    },
  };
}

async function devUntilReady(): Promise<number> {
  const child = spawn(process.execPath, [MAIN, "dev"], { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  let last = "";
  const ready = new Promise<boolean>((resolve) => {
    createInterface(child.stderr).on("line", (line) => {
      if (line.trim() !== "") last = line;
      if (line.startsWith("Ready: ")) resolve(true);
    });
    void exited.then(() => resolve(false));
  });
  const took = await secondsOf(() => ready);
  if (!(await ready)) throw new Fault(`npm run dev did not get ready: ${last}`);
  child.kill("SIGINT");
  await exited;
  return took;
}

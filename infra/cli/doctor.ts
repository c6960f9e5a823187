import { join } from "node:path";
import { Fault } from "../fault.ts";
import { localArgument } from "./environment-argument.ts";
import { isInstalled } from "./installed.js";
import { type AddVerb, print } from "./verb.ts";

const MARKS = { good: "✔", wrong: "✖", idle: "–" } as const;

export const addDoctor: AddVerb = (cli) => {
  cli
    .command("doctor")
    .description("tell what is installed, found and reachable, and the cure for each fault; it changes nothing")
    .argument("[environment]", "local", "local")
    .option("--json", "as one JSON line")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const environment = localArgument(name, "doctor");
      const { localPaths } = await import("../local/paths.ts");
      const { localChecks } = await import("../doctor/local.ts");
      const { examine } = await import("../doctor/examine.ts");
      const paths = localPaths();
      const node = join(paths.root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
      const installed = () => isInstalled(paths.root, node);
      const findings = await examine(await localChecks({ paths, environment, installed }));
      const faults = findings.filter(({ verdict }) => verdict === "wrong").length;
      if (json) print(JSON.stringify({ environment: name, healthy: faults === 0, findings }));
      else for (const { name, verdict, sentence } of findings) print(`${MARKS[verdict]} ${name}: ${sentence}`);
      if (faults > 0) {
        throw new Fault(`${faults} of ${findings.length} checks found something wrong: each names its cure above.`);
      }
    });
};

import { messageOf } from "../fault.ts";

const args = process.argv.slice(2);
try {
  // The matrix checks itself as it is loaded, and a wrong one is to be told like any other fault.
  const { run } = await import("./run.ts");
  process.exitCode = await run(args);
} catch (error) {
  process.stderr.write(`${args.includes("--debug") && error instanceof Error ? error.stack : messageOf(error)}\n`);
  process.exitCode = 1;
}

// What every `npm run …` starts with: plain JavaScript without dependencies, for any Node from 20 on and a clone with nothing installed.
// It installs what the lock file says, if that isn't there yet, and hands over to Node 24.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isInstalled, packagesToInstall } from "./installed.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

if (!isInstalled(root, node)) await install();
handOver();

/** Runs `npm ci` and shows how many packages have arrived. */
async function install() {
  const total = packagesToInstall(root);
  const terminal = process.stderr.isTTY;
  let [arrived, shown, complaint] = [0, 0, ""];
  const show = () => {
    const text = `Installing packages: ${Math.min(arrived, total)} of ${total}`;
    process.stderr.write(terminal ? `\r${text}` : `${text}\n`);
    shown = arrived;
  };
  show();
  const npm = spawn("npm", ["ci", "--loglevel=http", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32",
  });
  npm.stderr.setEncoding("utf8").on("data", (text) => {
    for (const line of text.split("\n")) {
      if (/npm http (fetch GET 200|cache) .*\.tgz/.test(line)) arrived += 1;
      if (line.startsWith("npm error")) complaint += `${line}\n`;
    }
    // A terminal is redrawn, so it may be told every time; a log is told now and then.
    if (arrived - shown >= (terminal ? 1 : 100)) show();
  });
  const code = await new Promise((resolve) => {
    npm.on("error", () => resolve(127)).on("close", resolve);
  });
  process.stderr.write(terminal ? "\n" : "");
  if (code === 0) return;
  process.stderr.write(
    `${complaint}The packages could not be installed (npm ci exited with code ${code}): run \`npm ci\` to see why.\n`,
  );
  process.exit(1);
}

/** Runs the verb under Node 24 and ends as it does. */
function handOver() {
  const path = [dirname(node), process.env.PATH].filter(Boolean).join(process.platform === "win32" ? ";" : ":");
  const [verb, ...args] = process.argv.slice(2);
  const main = join(root, "infra", "cli", "main.ts");
  const child = spawn(node, [main, verb, ...args], { stdio: "inherit", env: { ...process.env, PATH: path } });
  // A Ctrl-C on the terminal reaches the verb twice then, which takes that for once.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`Node 24 could not be started (${error.message}): run \`npm ci\`, then run this again.\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    // Without the handlers of above, which would take the signal for one to pass on.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

import { execFile } from "node:child_process";
import { readlink } from "node:fs/promises";
import { promisify } from "node:util";

/** The processes that work in a folder, or name it in their command line: their ids and command lines. */
export async function processesOf(folder: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-Aww", "-o", "pid=,args="], { maxBuffer: 2 ** 24 });
  const lines = stdout.split("\n").map((line) => line.trim());
  const found = await Promise.all(
    lines.map(async (line) => {
      const pid = /^\d+/.exec(line)?.[0] ?? "";
      return line.includes(folder) || (await workingDirectory(pid)).startsWith(folder) ? [line] : [];
    }),
  );
  return found.flat();
}

/** Where the system tells it (Linux); of one that has ended, or whose it is not to know, nothing. */
async function workingDirectory(pid: string): Promise<string> {
  return readlink(`/proc/${pid}/cwd`).catch(() => "");
}

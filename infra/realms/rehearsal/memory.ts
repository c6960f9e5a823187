import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** One process of this machine. */
interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Resident set size in KiB, as `ps` tells it. */
  readonly resident: number;
  readonly command: string;
}

/**
 * The memory of a process and all that belongs to it: what it has started, and whatever else runs on a folder of its, such as Postgres servers,
 * which belong to nobody.
 *
 * Where the kernel tells it (Linux), memory that processes share is counted once; elsewhere as often as it is shared.
 *
 * @param folders that stand in the command lines of what belongs to it.
 * @returns MiB, rounded.
 */
export async function memoryMebibytes(pid: number, folders: readonly string[]): Promise<number> {
  const running = await processes();
  const own = new Set([pid]);
  const belongs = ({ parent, command }: RunningProcess) =>
    own.has(parent) || folders.some((folder) => command.includes(folder));
  // A process may be listed before its parent: again, until no more are found.
  for (let before = 0; own.size > before; ) {
    before = own.size;
    for (const one of running) if (belongs(one)) own.add(one.pid);
  }
  const sizes = running
    .filter((one) => own.has(one.pid))
    .map(async ({ pid, resident }) => (await shareOf(pid)) ?? resident);
  const kibibytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return Math.round(kibibytes / 1024);
}

async function processes(): Promise<readonly RunningProcess[]> {
  const { stdout } = await promisify(execFile)("ps", ["-Aww", "-o", "pid=,ppid=,rss=,args="], { maxBuffer: 2 ** 24 });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, resident, command = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), resident: Number(resident), command }];
  });
}

/** Proportional set size in KiB (`proc_pid_smaps_rollup(5)`). */
async function shareOf(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  const [, share] = /^Pss:\s+(\d+) kB$/m.exec(text) ?? [];
  return share === undefined ? undefined : Number(share);
}

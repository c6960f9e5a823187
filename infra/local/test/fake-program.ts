import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";

/**
 * Puts a program of a test's own before all others on the PATH until the test ends.
 *
 * @param folder that gets the program.
 * @param script for a POSIX shell, without the line that names it.
 */
export async function putOnPath(folder: string, name: string, script: string): Promise<void> {
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  if (process.env.PATH?.startsWith(`${bin}:`)) return;
  vi.stubEnv("PATH", `${bin}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** Makes this machine one on which no Docker engine answers, until the test ends. */
export function withoutDocker(folder: string): Promise<void> {
  return putOnPath(folder, "docker", "exit 1");
}

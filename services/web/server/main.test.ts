import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStamp } from "./stamp.ts";

const variables = {
  NEXT_PUBLIC_APP_ENV: "local",
  NEXT_PUBLIC_API_URL: "http://localhost:3001",
  NEXT_PUBLIC_WS_URL: "ws://localhost:3001",
};
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "web-main-"));
  await writeFile(join(directory, "index.html"), await readFile(join(import.meta.dirname, "../index.html")));
});

afterAll(() => rm(directory, { recursive: true }));

function start(args: string[], environment: Record<string, string>): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return Object.assign(child, { output: () => Buffer.concat(chunks).toString() });
}

async function endOf(child: ReturnType<typeof start>): Promise<{ code: number | null; output: string }> {
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output: child.output() };
}

async function urlOf(child: ReturnType<typeof start>): Promise<string> {
  while (!child.output().includes("\n")) await once(child.stdout ?? child, "data");
  return /http:\S+/.exec(child.output())?.[0] ?? "";
}

describe("the process", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("serves the page on this machine alone until %s", async (signal) => {
    const child = start(["--port", "0", "--directory", directory], variables);
    const url = await urlOf(child);
    expect(child.output()).toBe(`Serving the page of local on ${url}\n`);
    expect(new URL(url).hostname).toBe("127.0.0.1");
    expect(readStamp(await (await fetch(url)).text())).toEqual(variables);
    child.kill(signal);
    expect((await endOf(child)).code).toBe(0);
  });

  it("tells every fault of its variables and ends with 2", async () => {
    const { code, output } = await endOf(
      start([], { NEXT_PUBLIC_APP_ENV: "staging", NEXT_PUBLIC_API_URL: "http://a.app" }),
    );
    expect(code).toBe(2);
    expect(output).toBe(
      [
        "NEXT_PUBLIC_API_URL must begin with https://.",
        "NEXT_PUBLIC_WS_URL is not set.",
        "Copy .env.example to .env, or pass the variables in the environment.",
        "",
      ].join("\n"),
    );
  });

  it.each([
    [["--port", "many"], "--port must be a number up to 65535."],
    [["--colour"], "Unknown option '--colour'"],
  ])("ends with 2 for %j", async (args, sentence) => {
    const { code, output } = await endOf(start(args, variables));
    expect(code).toBe(2);
    expect(output).toContain(sentence);
    expect(output).toContain("Usage: ");
  });

  it("ends with 1 and one sentence when nothing is built", async () => {
    const missing = join(directory, "missing");
    const { code, output } = await endOf(start(["--directory", missing], variables));
    expect(code).toBe(1);
    expect(output).toBe(`There is no built page in ${missing}; build it with \`npm run build -w @live-listen/web\`.\n`);
  });
});

import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { freePort } from "./free-port.ts";

const LOOPBACK = pathToFileURL(join(import.meta.dirname, "loopback.mjs")).href;

/** What a program of an instance is told about the address that its server has. */
async function addressOf(statement: string, modules = "import { createServer } from 'node:http';"): Promise<string> {
  const program = `${modules}
    const server = createServer();
    const tell = (text) => { console.log(text); process.exit(0); };
    server.on("listening", () => tell(server.address().address ?? server.address()));
    server.on("error", ({ code }) => tell(code));
    try { ${statement} } catch ({ code }) { tell(code); }`;
  const env = { NODE_OPTIONS: `--import ${LOOPBACK}` };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { env });
  return stdout.trim();
}

test.each([
  "server.listen()",
  "server.listen(() => {})",
  "server.listen(0)",
  "server.listen('0')",
  "server.listen(0, () => {})",
  "server.listen(0, 511)",
  "server.listen(0, '0.0.0.0')",
  "server.listen(0, '::', 511, () => {})",
  "server.listen({ port: 0 })",
  "server.listen({ port: 0, host: '0.0.0.0' })",
  "server.listen({ port: 0, host: '::' }, () => {})",
  "server.listen(0, 'localhost')",
])("%s is for this machine alone", async (statement) => {
  expect(await addressOf(statement)).toMatch(/^(127\.0\.0\.1|::1)$/);
});

test("who listens on the loopback of an instance is not where it is looked for, and is told", async () => {
  const port = await freePort();
  const statement = (where: string) => `
    import { createServer } from "node:http";
    const server = createServer().listen(${where}, () => { console.log(server.address().port); server.close(); });`;
  const start = (where: string) =>
    promisify(execFile)(process.execPath, ["--input-type=module", "-e", statement(where)], {
      env: { NODE_OPTIONS: `--import ${LOOPBACK}`, PORT: String(port) },
    });
  for (const where of [`${port}, "127.0.0.1"`, `{ port: process.env.PORT, host: "localhost" }`]) {
    const { stdout, stderr } = await start(where);
    expect(Number(stdout)).not.toBe(port);
    expect(stderr).toMatch(/^No open port is found: \S+ is the instance's own, listen on 0\.0\.0\.0 instead\.$/m);
  }
  expect(await start(`${port}`)).toEqual({ stdout: `${port}\n`, stderr: "" });
});

test("another address of the machine can't be had", async () => {
  expect(await addressOf("server.listen(0, '192.0.2.1')")).toBe("EADDRNOTAVAIL");
});

test("it holds for TCP and for secure servers, and lets sockets in the file system be", async () => {
  expect(await addressOf("server.listen(0)", "import { createServer } from 'node:net';")).toBe("127.0.0.1");
  expect(await addressOf("server.listen(0)", "import { createServer } from 'node:tls';")).toBe("127.0.0.1");
  expect(await addressOf("server.listen('/nowhere/socket')")).toMatch(/^(ENOENT|EACCES)$/);
});

test("a worker's servers are for this machine alone, too", async () => {
  const program = `import { Worker } from "node:worker_threads";
    const own = "const s = process.getBuiltinModule('node:http').createServer().listen(0, () => { console.log(s.address().address); s.close(); })";
    new Worker(own, { eval: true });`;
  const env = { NODE_OPTIONS: `--import ${LOOPBACK}` };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { env });
  expect(stdout.trim()).toBe("127.0.0.1");
});

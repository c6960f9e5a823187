import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, test } from "vitest";
import { isAlive } from "../alive.ts";
import { answers } from "../hosting/ports.ts";
import { buildLocalWeb, startLocalApi, startLocalWeb } from "./services.ts";
import { useClone } from "./test/clone.ts";

const paths = useClone();
const never = new AbortController().signal;
const variables = {
  NEXT_PUBLIC_APP_ENV: "local",
  NEXT_PUBLIC_API_URL: "http://localhost:3001",
  NEXT_PUBLIC_WS_URL: "ws://localhost:3001",
};

test("the web bundle of the working copy is built, and served with the variables on the port of its URL", async ({
  onTestFinished,
}) => {
  expect(await buildLocalWeb(paths())).toMatch(/^[0-9a-f]{40,}$/);
  const port = await findFreePort();
  const web = await startLocalWeb(paths(), `http://localhost:${port}`, variables, never);
  onTestFinished(() => web.stop());
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  for (const value of Object.values(variables)) expect(page).toContain(value);
  await web.stop();
  expect(isAlive(web.pid)).toBe(false);
  expect(await answers(port)).toBe(false);
});

test.each([
  ["the API", (port: number) => startLocalApi(paths(), { PORT: String(port) }, never)],
  ["the web server", (port: number) => startLocalWeb(paths(), `http://localhost:${port}`, variables, never)],
])("a port that is taken keeps %s from starting, in one sentence", async (name, start) => {
  const port = await findFreePort();
  const taken = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
  const failure: Error = await start(port).then(
    () => new Error("it started"),
    (error: Error) => error,
  );
  taken.close();
  expect(failure.message).toMatch(new RegExp(`^Port ${port} is taken, and ${name} needs it: `));
});

test("an API that refuses its variables is told with every fault, and without a value", async () => {
  const port = await findFreePort();
  const failure: Error = await startLocalApi(paths(), { PORT: String(port), JWT_SECRET: "canary" }, never).then(
    () => new Error("it started"),
    (error: Error) => error,
  );
  expect(failure.message).toMatch(/^the API ended with code [1-9]\d*: .*APP_ENV is missing/);
  expect(failure.message).toMatch(/DATABASE_URL is missing/);
  expect(failure.message).not.toContain("canary");
});

import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { portCheck } from "./port.ts";

const check = (port: number, owner?: number) => look(portCheck({ port, service: "the API", owner: async () => owner }));

test("a port is free, ours, or taken by something else", async ({ onTestFinished }) => {
  const port = await findFreePort();
  expect(await check(port)).toEqual({ verdict: "good", sentence: "Free for the API." });
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  expect(await check(port, 42)).toEqual({ verdict: "good", sentence: "The API of this clone has it (process 42)." });
  const { verdict, sentence } = await check(port);
  expect(verdict).toBe("wrong");
  expect(sentence).toContain(`\`lsof -i :${port}\``);
});

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { patientFetch } from "./patient-fetch.ts";

/** Serves what a test writes by hand. @returns where, and the moments at which requests came */
async function serve(answer: (response: ServerResponse, count: number) => void) {
  const moments: number[] = [];
  const server = createServer((request, response) => {
    moments.push(performance.now());
    request.resume().once("end", () => answer(response, moments.length));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, moments };
}

function post(url: string): Request {
  return new Request(url, { method: "POST", body: "{}" });
}

/** Milliseconds between requests. */
function waits(moments: readonly number[]): number[] {
  return moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
}

describe("a request that only reads", () => {
  test("is sent again when the connection ends before the answer or in the middle of it, each time after a longer wait", async () => {
    const { url, moments } = await serve((response, count) => {
      if (count === 1) return void response.destroy();
      response.writeHead(200, { "content-length": "4" });
      if (count === 2) return void response.write("ha", () => response.destroy());
      response.end("half");
    });
    expect(await (await patientFetch(new Request(url))).text()).toBe("half");
    const [first = 0, second = 0] = waits(moments);
    expect(first).toBeGreaterThan(450);
    expect(second).toBeGreaterThan(950);
    expect(moments).toHaveLength(3);
  });

  test("waits as long as the platform asks when its limit of calls is reached, and gives its last word", async () => {
    const { url, moments } = await serve((response) => {
      response.writeHead(429, { "retry-after": "0.6" }).end("enough");
    });
    const answer = await patientFetch(new Request(url));
    expect([answer.status, await answer.text()]).toEqual([429, "enough"]);
    expect(moments).toHaveLength(4);
    for (const wait of waits(moments)) expect(wait).toBeGreaterThan(550);
    expect(Math.max(...waits(moments))).toBeLessThan(1000);
  });

  test("is not sent again when the platform has answered anything else", async () => {
    const { url, moments } = await serve((response) => void response.writeHead(503).end());
    expect((await patientFetch(new Request(url))).status).toBe(503);
    expect(moments).toHaveLength(1);
  });
});

describe("a request that changes something", () => {
  test("is sent once, when no answer comes", async () => {
    const { url, moments } = await serve((response) => void response.destroy());
    await expect(patientFetch(post(url))).rejects.toThrow();
    expect(moments).toHaveLength(1);
  });

  test("is sent once, when the limit of calls is reached", async () => {
    const { url, moments } = await serve((response) => void response.writeHead(429, { "retry-after": "0.1" }).end());
    expect((await patientFetch(post(url))).status).toBe(429);
    expect(moments).toHaveLength(1);
  });
});

describe("an interruption", () => {
  test.each([
    ["while the answer is waited for", () => {}],
    ["before the next try", (response: ServerResponse) => void response.writeHead(429, { "retry-after": "50" }).end()],
  ])("%s ends it at once", async (_when, answer) => {
    const { url, moments } = await serve(answer);
    const interruption = new AbortController();
    const asked = patientFetch(new Request(url), interruption.signal);
    setTimeout(() => interruption.abort(), 100);
    await expect(asked).rejects.toThrow(/abort/i);
    expect(moments).toHaveLength(1);
  });

  test("before it begins sends nothing", async () => {
    const { url, moments } = await serve((response) => void response.end());
    await expect(patientFetch(new Request(url), AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(moments).toHaveLength(0);
  });
});

test("an answer without a body is one", async () => {
  const { url } = await serve((response) => void response.writeHead(204).end());
  const answer = await patientFetch(new Request(url));
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
});

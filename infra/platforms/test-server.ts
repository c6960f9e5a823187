import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What a server answers; undefined for a connection that ends without an answer. */
export type TestAnswer =
  | {
      readonly status: number;
      readonly body?: unknown;
      /** The body as it is, in the place of one of JSON. */
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | undefined;

/** Serves answers in the place of a platform, for what its stand-in doesn't do. @returns where, and the requests so far */
export async function serveAnswers(
  answer: (request: IncomingMessage, count: number) => TestAnswer,
): Promise<{ readonly url: string; readonly requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const told = answer(request, requests.length);
    if (!told) return void request.socket.destroy();
    response.writeHead(told.status, { "content-type": "application/json", ...told.headers });
    response.end(told.text ?? (told.body === undefined ? "" : JSON.stringify(told.body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

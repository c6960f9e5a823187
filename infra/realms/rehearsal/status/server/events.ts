import type { ServerResponse } from "node:http";
import type { StatusFeed } from "./feed.ts";

/** A browser that lost the stream comes back after this. */
const RETRY_MILLISECONDS = 1_000;
/** Without a word for long, nobody could tell a quiet rehearsal from one that is gone. */
const HEARTBEAT_MILLISECONDS = 15_000;

/** Answers with the feed as Server-Sent Events (HTML, section 9.2), until the browser leaves. @returns ends it */
export function streamEvents(feed: StatusFeed, response: ServerResponse): () => void {
  response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8" });
  response.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
  const unwatch = feed.watch((event) => {
    const data = event.kind === "status" ? event.status : { why: event.why };
    response.write(`event: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(": here\n\n"), HEARTBEAT_MILLISECONDS);
  const end = () => {
    clearInterval(heartbeat);
    unwatch();
    response.end();
  };
  response.on("close", end);
  return end;
}

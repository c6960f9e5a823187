import type { IncomingMessage } from "node:http";
import { type Agent, request as send } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const REDIRECTS = 20;
const NULL_BODY = new Set([204, 205, 304]);
const REDIRECTING = new Set([301, 302, 303, 307, 308]);

/** What {@link edgeFetch} makes. */
export type EdgeFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` whose connections are an agent's. Node's own takes none: its connections can be changed only with a class of the `undici` package. Bodies
 * are streamed both ways; redirects are followed as the Fetch standard says, unless a request says otherwise.
 *
 * @param agent such as {@link edgeAgent} makes
 * @returns throws a TypeError with its cause, as `fetch` does, when there is no answer
 */
export function edgeFetch(agent: Agent): EdgeFetch {
  return async (input, init) => {
    let request = new Request(input, init);
    for (let redirects = 0; ; redirects += 1) {
      const response = await ask(request, agent);
      const location = response.headers.get("location");
      if (!REDIRECTING.has(response.status) || location === null || request.redirect === "manual")
        return described(response, request.url, redirects > 0);
      await response.body?.cancel();
      if (request.redirect === "error" || redirects === REDIRECTS)
        throw new TypeError("fetch failed", { cause: new Error(`${request.url} redirects to ${location}`) });
      request = redirected(request, response.status, new URL(location, request.url));
    }
  };
}

async function ask(request: Request, agent: Agent): Promise<Response> {
  const { signal, method, body } = request;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = Object.fromEntries(request.headers);
  const sent = send(request.url, { agent, method, headers, signal });
  sent.once("response", resolve).on("error", reject);
  if (body) pipeline(Readable.fromWeb(body), sent).catch(reject);
  else sent.end();
  try {
    return responseOf(await promise);
  } catch (cause) {
    throw signal.aborted ? signal.reason : new TypeError("fetch failed", { cause });
  }
}

function responseOf(message: IncomingMessage): Response {
  const { statusCode: status = 200, statusMessage: statusText = "" } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  if (!NULL_BODY.has(status)) return new Response(Readable.toWeb(message), { status, statusText, headers });
  message.resume();
  return new Response(null, { status, statusText, headers });
}

/** The request that follows a redirect (Fetch standard, HTTP-redirect fetch). */
function redirected(request: Request, status: number, url: URL): Request {
  const { method, signal, redirect } = request;
  const headers = new Headers(request.headers);
  if (url.origin !== new URL(request.url).origin) headers.delete("authorization");
  const becomesGet = (status === 303 && method !== "HEAD") || (status < 303 && method === "POST");
  if (!becomesGet && request.body)
    throw new TypeError("fetch failed", { cause: new Error(`${request.url} redirects a body that has been sent`) });
  if (becomesGet) for (const name of ["content-type", "content-length"]) headers.delete(name);
  return new Request(url, { method: becomesGet ? "GET" : method, headers, signal, redirect });
}

function described(response: Response, url: string, wasRedirected: boolean): Response {
  return Object.defineProperties(response, { url: { value: url }, redirected: { value: wasRedirected } });
}

import { type Check, CheckFailure } from "./check.ts";
import { ask } from "./request.ts";

/** An origin that no environment has; `.invalid` is reserved by RFC 2606 section 2. */
const FOREIGN_ORIGIN = "https://foreign.invalid";

/** The API lets this environment's page read its answers, and no other page. */
export const cors: Check = async ({ apiUrl, webUrl, network }, signal) => {
  const url = `${apiUrl}/version`;
  const allowedFor = async (origin: string, method: "GET" | "OPTIONS") => {
    const preflight = method === "OPTIONS" ? { "Access-Control-Request-Method": "GET" } : {};
    const { headers } = await ask(url, signal, { method, headers: { Origin: origin, ...preflight }, network });
    return headers.get("Access-Control-Allow-Origin");
  };
  const [own, ownPreflight, foreign, foreignPreflight] = await Promise.all([
    allowedFor(webUrl, "GET"),
    allowedFor(webUrl, "OPTIONS"),
    allowedFor(FOREIGN_ORIGIN, "GET"),
    allowedFor(FOREIGN_ORIGIN, "OPTIONS"),
  ]);
  for (const allowed of [foreign, foreignPreflight]) {
    if (allowed !== null) throw new CheckFailure(`${url} tells a foreign page that it allows ${allowed}.`);
  }
  for (const allowed of [own, ownPreflight]) {
    if (allowed !== webUrl) throw new CheckFailure(`${url} allows ${allowed ?? "no page"} and not exactly ${webUrl}.`);
  }
  return `The API answers pages of ${webUrl} alone.`;
};

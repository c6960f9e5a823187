import { once } from "node:events";
import { PROTOCOL_VERSIONS, subprotocolOf } from "@live-listen/protocol";
import { WebSocket } from "ws";
import { INTERNET } from "../../network.ts";
import { type Door, type EnvironmentAccess, OpenDoor } from "./door.ts";

/** A page of one environment that calls another's API, as a browser would do it for the page. */
export function pageDoor(from: EnvironmentAccess, to: EnvironmentAccess): Door {
  return {
    name: `${from.name}'s page calling ${to.name}'s API`,
    attempt: async (signal) => {
      const { apiUrl, network = INTERNET } = to;
      const origin = { Origin: from.webUrl };
      const read = await network.fetch(`${apiUrl}/version`, { headers: origin, signal });
      const preflight = await network.fetch(`${apiUrl}/me`, {
        method: "OPTIONS",
        headers: {
          ...origin,
          "Access-Control-Request-Method": "GET",
          "Access-Control-Request-Headers": "authorization",
        },
        signal,
      });
      for (const response of [read, preflight]) {
        await response.body?.cancel();
        const allowed = response.headers.get("Access-Control-Allow-Origin");
        if (allowed !== null) throw new OpenDoor(`${to.name}'s API lets pages of ${allowed} read its answers.`);
      }
      return `${to.name}'s API lets no page of ${from.webUrl} read its answers.`;
    },
  };
}

/** A page of one environment that opens a socket to another's API: a browser says whose page it is, and leaves the rest to the server. */
export function socketDoor(from: EnvironmentAccess, to: EnvironmentAccess): Door {
  return {
    name: `${from.name}'s page opening a socket to ${to.name}'s API`,
    attempt: async (signal) => {
      const offered = PROTOCOL_VERSIONS.slice(0, 1).map(subprotocolOf);
      const socket = new WebSocket(`${to.wsUrl}/socket`, offered, { origin: from.webUrl, agent: to.network?.agent });
      const refused = new Promise<number | undefined>((resolve) => {
        socket.once("unexpected-response", (_, response) => resolve(response.statusCode));
      });
      try {
        const status = await Promise.race([once(socket, "open", { signal }).then(() => "open" as const), refused]);
        if (status === "open") throw new OpenDoor(`${to.name}'s API opens a socket for a page of ${from.webUrl}.`);
        if (status === 401 || status === 403) return `${to.name}'s API answers it with ${status}.`;
        throw new Error(`${to.name}'s API answers with ${status}, which is neither yes nor no.`);
      } finally {
        socket.on("error", () => {}).terminate();
      }
    },
  };
}

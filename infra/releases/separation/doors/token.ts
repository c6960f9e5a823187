import { z } from "zod";
import { INTERNET } from "../../network.ts";
import { type Door, type EnvironmentAccess, OpenDoor } from "./door.ts";

const sessionSchema = z.object({ accessToken: z.string() });

/** Under which the guest who tries it is known. */
const GUEST = "Separation";

/** An access token that one environment's API has given on another's API. */
export function tokenDoor(from: EnvironmentAccess, to: EnvironmentAccess): Door {
  return {
    name: `${from.name}'s access token on ${to.name}'s API`,
    attempt: async (signal) => {
      const token = await comeAsGuest(from, signal);
      // A token that is no good anywhere would prove nothing.
      const own = await me(from, token, signal);
      if (own !== 200) throw new Error(`${from.name}'s API does not take its own token (${own}).`);
      const status = await me(to, token, signal);
      if (status === 401) return `${to.name}'s API answers it with 401.`;
      if (status < 300) throw new OpenDoor(`${to.name}'s API takes it (${status}).`);
      throw new Error(`${to.name}'s API answers with ${status}, which is neither yes nor no.`);
    },
  };
}

async function comeAsGuest({ name, apiUrl, webUrl, network = INTERNET }: EnvironmentAccess, signal: AbortSignal) {
  const response = await network.fetch(`${apiUrl}/guests`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: webUrl },
    body: JSON.stringify({ displayName: GUEST }),
    signal,
  });
  if (response.status !== 201) throw new Error(`${name}'s API takes no guest (${response.status}).`);
  return sessionSchema.parse(await response.json()).accessToken;
}

async function me({ apiUrl, network = INTERNET }: EnvironmentAccess, token: string, signal: AbortSignal) {
  const response = await network.fetch(`${apiUrl}/me`, { headers: { Authorization: `Bearer ${token}` }, signal });
  await response.body?.cancel();
  return response.status;
}

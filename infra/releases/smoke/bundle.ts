import { type Check, CheckFailure } from "./check.ts";
import { askPage } from "./page.ts";

/** The page talks to this environment's API and no other. */
export const bundle: Check = async (target, signal) => {
  const { stamp } = await askPage(target.webUrl, signal, target.network);
  for (const [name, expected] of [
    ["NEXT_PUBLIC_API_URL", target.apiUrl],
    ["NEXT_PUBLIC_WS_URL", target.wsUrl],
  ] as const) {
    if (stamp[name] !== expected)
      throw new CheckFailure(`The page carries ${name}=${stamp[name]} and not ${expected}.`);
  }
  return `The page talks to ${target.apiUrl} and ${target.wsUrl}.`;
};

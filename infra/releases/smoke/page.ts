import { readStamp, type VariableName } from "@live-listen/web/server";
import type { Network } from "../network.ts";
import { CheckFailure } from "./check.ts";
import { type Answer, ask, mustBeOk } from "./request.ts";

/** The page that an environment serves, and what is stamped into it. */
export interface Page {
  readonly answer: Answer;
  readonly stamp: Readonly<Record<VariableName, string>>;
}

/**
 * Fetches the page of an environment.
 *
 * @throws {CheckFailure} when it isn't there, isn't a page, or was deployed without being stamped.
 */
export async function askPage(webUrl: string, signal: AbortSignal, network?: Network): Promise<Page> {
  const answer = mustBeOk(await ask(`${webUrl}/`, signal, { headers: { Accept: "text/html" }, network }));
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) {
    throw new CheckFailure(
      `${answer.url} answers with ${answer.headers.get("Content-Type") ?? "no type"} and not with a page.`,
    );
  }
  const stamp = readStamp(answer.body);
  const stamped = (name: VariableName): string => {
    const value = stamp[name];
    if (!value)
      throw new CheckFailure(`The page at ${webUrl} carries no ${name}: it was deployed without being stamped.`);
    return value;
  };
  return {
    answer,
    stamp: {
      NEXT_PUBLIC_APP_ENV: stamped("NEXT_PUBLIC_APP_ENV"),
      NEXT_PUBLIC_API_URL: stamped("NEXT_PUBLIC_API_URL"),
      NEXT_PUBLIC_WS_URL: stamped("NEXT_PUBLIC_WS_URL"),
    },
  };
}

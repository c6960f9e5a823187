import type { RenderClient } from "../../../../platforms/render/client.ts";
import type { LogLine } from "../model.ts";
import { apiLogs, type DeployOfService } from "./api-logs.ts";

/** No reason is longer on the page; the log has it whole. */
const LONGEST = 300;

/** Lines in which Render itself tells of a deploy begin so. */
const RENDERS_OWN = /^==> */;

/**
 * Why a deploy failed: the last error that one of its programs put out, else what Render says.
 *
 * @returns undefined when neither said a word.
 * @throws Fault when Render can't be asked.
 */
export async function whyFailed(client: RenderClient, asked: DeployOfService): Promise<string | undefined> {
  const { lines } = await apiLogs(client, asked);
  // A health check that is answered with an error is a consequence, and says no more than that the deploy failed.
  const said = lines.filter(({ isRequest }) => !isRequest);
  const errors = said.filter(({ level }) => level === "error");
  const last = errors.findLast(({ instance }) => instance !== undefined) ?? errors.at(-1) ?? said.at(-1);
  return last && firstLine(last);
}

function firstLine({ text }: LogLine): string | undefined {
  const first = text.trim().replace(RENDERS_OWN, "").split("\n")[0] ?? "";
  if (first === "") return undefined;
  return first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first;
}

import type { RenderClient } from "../../../../platforms/render/client.ts";
import { apiLogs, type DeployOfService } from "./api-logs.ts";

/** No sentence of a failure is longer on the page; the log has it whole. */
const LONGEST = 300;

/**
 * The last error that a failed deploy put out, or its last words where it called nothing an error.
 *
 * @returns undefined when it put out nothing.
 * @throws Fault when Render can't be asked.
 */
export async function lastErrorOf(client: RenderClient, asked: DeployOfService): Promise<string | undefined> {
  const { lines } = await apiLogs(client, asked);
  const last = lines.findLast(({ level }) => level === "error") ?? lines.at(-1);
  const [first = ""] = last?.text.trim().split("\n") ?? [];
  return first === "" ? undefined : first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first;
}

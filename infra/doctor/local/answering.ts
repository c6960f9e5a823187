import { ask } from "../../releases/smoke/request.ts";
import { idle, type Outcome, wrong } from "../check.ts";

/** A service of this machine that is asked how it is. */
export interface AskedService {
  readonly url: string;
  readonly logFile: string;
  /** The process that should be serving; undefined when none should. */
  readonly owner: () => Promise<number | undefined>;
}

/** Looks at a service if it answers; else finds out whether it should. */
export async function whereAnswering(
  { url, logFile, owner }: AskedService,
  signal: AbortSignal,
  look: () => Promise<Outcome>,
): Promise<Outcome> {
  const answered = await ask(url, signal).catch(() => undefined);
  if (answered) return look();
  const pid = await owner();
  if (pid === undefined) return idle("Not running; `npm start` starts it.");
  return wrong(
    `It doesn't answer at ${url}, though process ${pid} should be serving: ${logFile} tells why, and \`kill ${pid}\`, then \`npm start\`, starts it again.`,
  );
}

import type { HostedEnvironment } from "@live-listen/stacks";
import type { Finding } from "../doctor/examine.ts";
import type { Progress } from "../progress.ts";
import type { Realm } from "../realms/realm.ts";
import { Checklist } from "./checklist.ts";
import { showPending } from "./doctor-pending.ts";
import { type RealmFlags, verbCommand, withRealm } from "./realm.ts";

/**
 * Makes the checks of a hosted environment, and waits for what time cures.
 *
 * @param milliseconds that are waited at most.
 * @param signal ends the wait; what was found until then is returned.
 * @throws Fault when the stack can't be opened.
 */
export function examineHosted(
  row: HostedEnvironment,
  flags: RealmFlags,
  milliseconds: number,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const checklist = new Checklist(signal);
  return withRealm(checklist, flags, (realm) =>
    checklist.step(
      `Looking at ${row.name}`,
      (progress) => examineStack(row, realm, flags, { milliseconds, signal, progress }),
      (findings) => `${findings.length} checks`,
    ),
  );
}

async function examineStack(
  row: HostedEnvironment,
  realm: Realm,
  flags: RealmFlags,
  { milliseconds, signal, progress }: { milliseconds: number; signal: AbortSignal; progress: Progress },
): Promise<readonly Finding[]> {
  const { commandsOf } = await import("../configuration/parse.ts");
  const { edgeNames } = await import("../doctor/hosted/edge-names.ts");
  const { hostedChecks } = await import("../doctor/hosted/checks.ts");
  const { configurationCheck, readConfiguration } = await import("../doctor/hosted/configuration.ts");
  const { internetNames } = await import("../doctor/hosted/names.ts");
  const { hostedOutputs } = await import("../doctor/hosted/subject.ts");
  const { examine } = await import("../doctor/examine.ts");
  const { examineUntilSettled } = await import("../doctor/settle.ts");

  const { stack, access } = await realm.openStack(row, { progress, signal });
  const parsed = readConfiguration(row.name, await stack.configuration());
  const configured = configurationCheck(row.name, parsed);
  if (!parsed.ok) return examine([configured], signal);
  const rehearsed = realm.name === "rehearsal";
  const agent = realm.network?.agent;
  const subject = {
    row,
    configuration: parsed.configuration,
    access: await access(),
    names: agent ? edgeNames(agent) : internetNames(),
    cures: {
      verb: (verb: string) => verbCommand(verb, row, flags),
      // The rehearsal's accounts are its own.
      set: rehearsed ? () => "begin anew as docs/rehearsal.md says" : commandsOf(row.name).set,
    },
  };
  const checks = hostedChecks(subject, hostedOutputs(await stack.outputValues()));
  const terminal = process.stderr.isTTY;
  progress("asking the platforms");
  return examineUntilSettled([configured, ...checks], { milliseconds, signal, show: showPending(progress, terminal) });
}

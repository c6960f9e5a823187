import type { HostedEnvironment } from "@live-listen/stacks";
import type { Realm } from "../realms/realm.ts";
import type { Checklist } from "./checklist.ts";
import { pulumiCli } from "./pulumi-cli.ts";

/** What says in which realm a verb works. */
export interface RealmFlags {
  readonly rehearsal?: boolean | undefined;
}

/** The words that `--rehearsal` has in every verb's help. */
export const REHEARSAL_HELP = "work on this machine, where stand-ins answer in place of Render and Vercel";

/** Opens a realm, each part a step of a checklist, does one piece of work in it, and closes what was opened. */
export async function withRealm<Result>(
  checklist: Checklist,
  { rehearsal }: RealmFlags,
  work: (realm: Realm) => Promise<Result>,
): Promise<Result> {
  if (rehearsal) {
    const { assertNoRealCredentials } = await import("../realms/rehearsal/real-credentials.ts");
    assertNoRealCredentials();
  }
  const cli = await pulumiCli(checklist);
  const realm = await checklist.step(
    rehearsal ? "Rehearsal" : "Platforms",
    async (progress): Promise<Realm> => {
      if (rehearsal) {
        const { openRehearsal } = await import("../realms/rehearsal/open.ts");
        return openRehearsal({ cli, progress });
      }
      const { openPlatforms } = await import("../realms/platform/open.ts");
      return openPlatforms({ cli });
    },
    ({ description }) => description,
  );
  try {
    return await work(realm);
  } finally {
    await realm.close();
  }
}

/** How a verb is called again in the same realm. */
export function verbCommand(verb: string, { name }: HostedEnvironment, { rehearsal }: RealmFlags): string {
  return `npm run ${verb} -- ${name}${rehearsal ? " --rehearsal" : ""}`;
}

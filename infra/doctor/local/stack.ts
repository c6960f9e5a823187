import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { isAlive } from "../../alive.ts";
import { describeLock, type Lock, readLocks } from "../../engine/locks.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { PROJECT, STACK } from "../../local/stack.ts";
import { readStackState } from "../../local/stack-state.ts";
import { shellWord } from "../../shell-word.ts";
import { type Check, good, idle, wrong } from "../check.ts";

/** The local stack: whether it is there, whether its last update was finished, and who is at it; read from its files, without the engine. */
export function stackCheck(paths: LocalPaths): Check {
  return {
    name: "Stack local",
    look: async () => {
      const state = await readStackState(paths);
      if (!state) return idle("Not made yet; `npm start` or `npm run up -- local` makes it.");
      if (!existsSync(paths.passphraseFile)) {
        return wrong(
          `The passphrase of its secrets, ${paths.passphraseFile}, is gone: put it back, or give the stack up with \`rm -r ${shellWord(paths.state)}\` and its database too.`,
        );
      }
      const locks = await readLocks(paths.state, PROJECT, STACK);
      const held = locks.filter((lock) => !isDead(lock));
      if (held.length > 0) return idle(`It is being updated by ${held.map(describeLock).join(" and by ")}.`);
      if (locks.length > 0 || state.pending > 0) {
        return wrong("Its last update was cut off: `npm run up -- local` finishes it.");
      }
      if (state.resources === 0) return idle("It holds nothing; `npm start` or `npm run up -- local` brings it up.");
      return good(`${state.resources} resources, as of ${state.time?.slice(0, 19)}.`);
    },
  };
}

function isDead(lock: Lock): boolean {
  return lock.hostname === hostname() && !isAlive(lock.pid);
}

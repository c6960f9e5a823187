import { type Check, idle, type Outcome } from "./check.ts";

/** A check that others stand behind: {@link door}. */
export interface Door {
  readonly check: Check;
  /** A check that is made only when the door is open: one wrong key is told once, and not by everything that it would have opened. */
  behind(check: Check): Check;
}

/** Makes a door of a check. It is looked at once for all that stand behind it. */
export function door(check: Check): Door {
  let looked: Promise<Outcome> | undefined;
  const look: Check["look"] = (signal) => {
    looked ??= check.look(signal);
    return looked;
  };
  return {
    check: { ...check, look },
    behind: (next) => ({
      ...next,
      look: async (signal) => {
        const { verdict } = await look(signal).catch((): Outcome => ({ verdict: "wrong", sentence: "" }));
        return verdict === "wrong"
          ? idle(`Not looked at, since something is wrong with ${check.name}.`)
          : next.look(signal);
      },
    }),
  };
}

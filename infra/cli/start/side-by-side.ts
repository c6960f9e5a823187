import type { Progress } from "../../progress.ts";
import type { Checklist } from "../checklist.ts";

/** Something that has a name, such as an environment. */
interface Named {
  readonly name: string;
}

/**
 * Does one thing for several side by side, as one step of a checklist. When it fails for one, the others are waited for all the same: nothing goes
 * on behind the person's back.
 *
 * @param told words about the result of each.
 * @returns the results in the order of those that they are for.
 */
export function sideBySide<Each extends Named, Result>(
  checklist: Checklist,
  title: string,
  all: readonly Each[],
  run: (one: Each, progress: Progress) => Promise<Result>,
  told: (result: Result) => string,
): Promise<readonly Result[]> {
  const doing = new Map<string, string>();
  return checklist.step(
    title,
    async (progress) => {
      const tell = (name: string) => (words: string) => {
        doing.set(name, words);
        progress([...doing].map(([one, its]) => `${one}: ${its}`).join("; "));
      };
      const settled = await Promise.allSettled(all.map((one) => run(one, tell(one.name))));
      const failed = settled.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
      return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    },
    (results) => {
      const words = results.map(told);
      const [first = ""] = words;
      return words.every((one) => one === first)
        ? first
        : all.map(({ name }, index) => `${name} ${words[index]}`).join("; ");
    },
  );
}

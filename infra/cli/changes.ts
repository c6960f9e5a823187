import type { Changes } from "../engine/stack.ts";

const WORDS: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
  same: "unchanged",
};

/** Says how many resources an operation touched, and how: `7 created`, `2 updated, 5 unchanged`. */
export function changesInWords(changes: Changes): string {
  const words = Object.entries(WORDS).flatMap(([operation, word]) =>
    changes[operation] ? [`${changes[operation]} ${word}`] : [],
  );
  return words.join(", ") || "nothing to do";
}

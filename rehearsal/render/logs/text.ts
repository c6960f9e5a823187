/**
 * Tells whether a text has what is looked for: a part of it, whatever its case, in which `*` stands for anything; or, between
 * slashes, a regular expression.
 *
 * @returns undefined when the expression is none
 * @see https://render.com/docs/logging#filter-logs
 */
export function textMatcher(wanted: string): ((text: string) => boolean) | undefined {
  const expression = /^\/(.+)\/$/.exec(wanted)?.[1] ?? wanted.split("*").map(RegExp.escape).join("[\\s\\S]*");
  try {
    const compiled = new RegExp(expression, "i");
    return (text) => compiled.test(text);
  } catch {
    return undefined;
  }
}

/**
 * The words of a command as a shell splits them: at blanks, with quotes and backslashes. Nothing else is done that a shell does, since
 * Render hands a Docker command to the image as its `CMD`, and no shell reads it.
 *
 * @returns the program and its arguments; undefined when a quote isn't closed or there is no word
 * @see https://render.com/docs/docker
 *
 * @example
 * wordsOf("env -u TOKEN node 'my app.ts'") // ["env", "-u", "TOKEN", "node", "my app.ts"]
 */
export function wordsOf(command: string): readonly [program: string, ...parameters: string[]] | undefined {
  const words: string[] = [];
  let rest = command.trimStart();
  while (rest !== "") {
    const word = WORD.exec(rest)?.[0];
    if (word === undefined) return undefined;
    words.push(word.replace(PIECE, unquoted));
    const after = rest.slice(word.length);
    rest = after.trimStart();
    if (rest === after && rest !== "") return undefined;
  }
  const [program, ...parameters] = words;
  return program === undefined ? undefined : [program, ...parameters];
}

/** A piece of a word: without quotes, in single ones, or in double ones (POSIX shell, 2.2 Quoting). */
const PIECE = /((?:[^\s'"\\]|\\[\s\S])+)|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g;
const WORD = new RegExp(`^(?:${PIECE.source})+`);

function unquoted(_whole: string, plain?: string, single?: string, double?: string): string {
  if (single !== undefined) return single;
  // Within double quotes a backslash is one of its own before most letters.
  if (double !== undefined) return double.replace(/\\([$`"\\])/g, "$1").replace(/\\\n/g, "");
  return (plain ?? "").replace(/\\([\s\S])/g, "$1");
}

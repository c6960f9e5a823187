import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wordsOf } from "./words.ts";

test.each([
  ["node main.ts", ["node", "main.ts"]],
  ["  env  -u A\tnode 'my app.ts' ", ["env", "-u", "A", "node", "my app.ts"]],
  [`sh -c "echo \\"$PORT\\" && exec node"`, ["sh", "-c", 'echo "$PORT" && exec node']],
  ["a'b'\"c\"d ''", ["abcd", ""]],
  ['a\\ b \\\' "\\n"', ["a b", "'", "\\n"]],
])("%s", (command, words) => {
  expect(wordsOf(command)).toEqual(words);
});

test.each(["", "   ", "node 'a", 'node "a', "node a\\"])("%j is no command", (command) => {
  expect(wordsOf(command)).toBeUndefined();
});

test("whatever is quoted as a shell wants it comes out as a shell would give it", async () => {
  const quoted = fc.string({ unit: "binary-ascii" }).map((text) => text.replaceAll("\0", ""));
  await fc.assert(
    fc.asyncProperty(fc.array(quoted, { minLength: 1, maxLength: 4 }), async (words) => {
      const command = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
      expect(wordsOf(command)).toEqual(words);
    }),
  );
  const command = `"a b"'c'\\ d "\\$e\\"" f`;
  const { stdout } = await promisify(execFile)("sh", ["-c", `printf '%s\\n' ${command}`]);
  expect(wordsOf(command)).toEqual(stdout.trimEnd().split("\n"));
});

import { parseEnv } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eitherDigest, formatVariable, updateEnvFile, type WrittenDigests } from "./env-file.ts";

/** Writes a file from nothing, as the first `up` does. */
function written(values: Record<string, string>): { text: string; digests: WrittenDigests } {
  return updateEnvFile(undefined, values, {});
}

describe("a variable is written so that Node reads the same value", () => {
  test.each([
    ["postgres://a:b@localhost:5432/db?x=1&y=%20", "A=postgres://a:b@localhost:5432/db?x=1&y=%20"],
    ["", "A="],
    ["a#b", "A='a#b'"],
    [" a ", "A=' a '"],
    ["it's", "A=`it's`"],
    ["it's `so`", 'A="it\'s `so`"'],
    ["two\nlines", "A='two\nlines'"],
    ["back\\slash", "A='back\\slash'"],
    ["back\\n", "A='back\\n'"],
  ])("%j", (value, line) => {
    expect(formatVariable("A", value)).toBe(line);
    expect(parseEnv(line)).toEqual({ A: value });
  });

  test.each(["a\rb", "'`\"", "'`\\n"])(
    "%j can't be held by any quotation mark, which is said without the value",
    (value) => {
      expect(() => formatVariable("A", value)).toThrow("The value of A can't be written to an .env file.");
    },
  );

  test("whatever is written is read back", () => {
    const value = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."'\"`\\n#= \n\tax") }));
    fc.assert(
      fc.property(value, (value) => {
        let line: string;
        try {
          line = formatVariable("A", value);
        } catch {
          return;
        }
        expect(parseEnv(`${line}\nB=1\n`)).toEqual({ A: value, B: "1" });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a file is brought up to date", () => {
  test("a new one begins with a line that says where it comes from", () => {
    const { text, digests } = written({ A: "1", B: "two words" });
    expect(text).toMatch(/^# Made from the outputs of the Pulumi stack `local`.*\nA=1\nB='two words'\n$/);
    expect(digests).toEqual({ A: [expect.stringMatching(/^[0-9a-f]{64}$/)], B: [expect.any(String)] });
    expect(JSON.stringify(digests)).not.toContain("two words");
  });

  test("a second time nothing changes", () => {
    const first = written({ A: "1", B: "2" });
    expect(updateEnvFile(first.text, { A: "1", B: "2" }, first.digests)).toEqual({ ...first, kept: [] });
  });

  test("a changed value takes its place, a new variable comes to the end, one that is no more goes", () => {
    const first = written({ A: "1", B: "2" });
    const next = updateEnvFile(first.text, { B: "3", C: "4" }, first.digests);
    expect(next.text).toMatch(/^#.*\nB=3\nC=4\n$/);
    expect(next.kept).toEqual([]);
    expect(Object.keys(next.digests)).toEqual(["B", "C"]);
  });

  test("an edited value is kept and said, until its line is deleted", () => {
    const first = written({ A: "1", B: "2" });
    const edited = first.text.replace("A=1", "A=mine");
    const kept = updateEnvFile(edited, { A: "1", B: "3" }, first.digests);
    expect(parseEnv(kept.text)).toEqual({ A: "mine", B: "3" });
    expect(kept.kept).toEqual(["A"]);
    const again = updateEnvFile(kept.text, { A: "1", B: "3" }, kept.digests);
    expect(again).toEqual(kept);
    const deleted = updateEnvFile(kept.text.replace("A=mine\n", ""), { A: "1", B: "3" }, kept.digests);
    expect(parseEnv(deleted.text)).toEqual({ A: "1", B: "3" });
    expect(deleted.kept).toEqual([]);
  });

  test("an edited value stays when the variable is no more; so does what a person added", () => {
    const first = written({ A: "1", B: "2" });
    const edited = `${first.text.replace("B=2", "B=mine")}OWN=x\n`;
    expect(parseEnv(updateEnvFile(edited, {}, first.digests).text)).toEqual({ B: "mine", OWN: "x" });
  });

  test("a write that was cut off leaves no value to be taken for an edited one", () => {
    const [first, second] = [written({ A: "1" }), written({ A: "2" })];
    const either = eitherDigest(first.digests, second.digests);
    for (const { text } of [first, second]) expect(updateEnvFile(text, { A: "3" }, either).kept).toEqual([]);
    expect(updateEnvFile("A=mine\n", { A: "3" }, either).kept).toEqual(["A"]);
  });

  test("a file that was copied by hand is kept as it is, and completed", () => {
    const copy = "# My own.\nA = 'hand made'  # why\n\nexport B=2\n";
    const update = updateEnvFile(copy, { A: "1", B: "2", C: "3" }, {});
    expect(update.text).toBe("# My own.\nA = 'hand made'  # why\n\nB=2\nC=3\n");
    expect(update.kept).toEqual(["A"]);
  });

  test("comments, empty lines and a value of several lines are left alone, even one that looks like variables", () => {
    const text = "# a\n\nKEY='begin\nA=not this\nend'\nA=1\n#A=nor this\nODD=\"never closed\n";
    const first = updateEnvFile(text, { A: "2" }, written({ A: "1" }).digests);
    expect(first.text).toBe(text.replace("\nA=1\n", "\nA=2\n"));
  });

  test("a missing end of line does no harm", () => {
    expect(updateEnvFile("OWN=x", { A: "1" }, {}).text).toBe("OWN=x\nA=1\n");
  });
});

describe("whatever a person does to the file", () => {
  const name = fc.constantFrom("A", "B", "C", "OWN", "TOO");
  const value = fc.string({ unit: fc.constantFrom(..."'\"`#= \nab") }).filter((text) => canBeWritten(text));
  const values = fc.dictionary(fc.constantFrom("A", "B", "C"), value, { noNullPrototype: true });
  const plain = fc.stringMatching(/^[ab=:/]{1,4}( [ab]{1,2})?( # why)?$/);
  const [begin, equals] = [fc.constantFrom("", "  ", "export ", "# "), fc.constantFrom("=", " = ", "= ", " =")];
  const byHand = fc.array(
    fc.oneof(
      fc.tuple(name, value).map(([name, value]) => formatVariable(name, value)),
      fc.tuple(begin, name, equals, plain).map((parts) => parts.join("")),
      fc.constantFrom("# note", "#", "", "A", "A="),
    ),
  );

  test("what the stack says is there, or what was edited; nothing of a person's own is lost", () => {
    fc.assert(
      fc.property(values, values, byHand, (before, after, lines) => {
        const first = written(before);
        const text = [first.text, ...lines].join("\n");
        const update = updateEnvFile(text, after, first.digests);
        const [held, present] = [parseEnv(update.text), parseEnv(text)];
        for (const [name, value] of Object.entries(after)) {
          expect(held[name]).toBe(update.kept.includes(name) ? present[name] : value);
        }
        for (const [name, value] of Object.entries(present)) {
          if (!(name in before) && !(name in after)) expect(held[name]).toBe(value);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a second time changes nothing", () => {
    fc.assert(
      fc.property(values, byHand, (after, lines) => {
        const once = updateEnvFile(lines.join("\n"), after, {});
        expect(updateEnvFile(once.text, after, once.digests)).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });
});

function canBeWritten(value: string): boolean {
  try {
    formatVariable("A", value);
    return true;
  } catch {
    return false;
  }
}

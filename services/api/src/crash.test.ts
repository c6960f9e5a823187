import { describe, expect, it } from "vitest";
import { startProcess } from "../test/api-process.ts";

async function crash(way: string) {
  await using program = startProcess("test/crashing.ts", {}, [way]);
  const code = await program.ended;
  expect(program.stdout() + program.stderr()).not.toContain("canary");
  return { code, lines: program.lines };
}

describe("an error that nobody catches", () => {
  it.each(["throw", "reject"])(
    "is logged without its secrets and ends the process with exit code 1: %s",
    async (way) => {
      expect(await crash(way)).toEqual({
        code: 1,
        lines: [
          expect.objectContaining({
            level: "fatal",
            msg: "it broke with [redacted]",
            err: expect.objectContaining({ stack: expect.stringContaining("crashing.ts") }),
          }),
        ],
      });
    },
  );

  it("is one sentence when an operator can cure it", async () => {
    const sentence = { level: "fatal", time: expect.any(String), msg: "Do this and it works." };
    expect(await crash("fault")).toEqual({ code: 1, lines: [sentence] });
  });
});

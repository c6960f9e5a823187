import { expect, test } from "vitest";
import { onInterruption, SAME_PRESS_MILLISECONDS } from "./interruption.ts";

function press(...times: number[]): string[] {
  const done: string[] = [];
  let time = 0;
  const listener = onInterruption(
    { interrupt: () => done.push("interrupt"), kill: () => done.push("kill"), exit: () => done.push("exit") },
    () => time,
  );
  for (time of times) listener();
  return done;
}

const LATER = SAME_PRESS_MILLISECONDS + 1;

test("one press that arrives twice is one press", () => {
  expect(press(0, 3)).toEqual(["interrupt"]);
});

test("a second press kills, any after that exits", () => {
  expect(press(0, LATER, 2 * LATER, 3 * LATER)).toEqual(["interrupt", "kill", "exit", "exit"]);
});

test("each press may arrive twice", () => {
  expect(press(0, 3, LATER, LATER + 3)).toEqual(["interrupt", "kill"]);
});

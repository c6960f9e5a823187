import { expect, test } from "vitest";
import { levelOf } from "./level.ts";

test.each([
  ['{"level":30,"msg":"a"}', "stdout", "info"],
  ['{"level":10}', "stdout", "debug"],
  ['{"level":40}', "stdout", "warning"],
  ['{"level":50}', "stdout", "error"],
  ['{"level":60}', "stdout", "critical"],
  ['{"level":"warn"}', "stdout", "warning"],
  ['{"level":"INFO"}', "stderr", "info"],
  ['{"severity":"ERROR","level":"info"}', "stdout", "error"],
  ['{"level":"loud"}', "stdout", "info"],
  ['{"level":', "stderr", "error"],
  ["null", "stdout", "info"],
  ["plain", "stdout", "info"],
  ["plain", "stderr", "error"],
] as const)("%s on %s is %s", (text, stream, level) => {
  expect(levelOf(text, stream)).toBe(level);
});

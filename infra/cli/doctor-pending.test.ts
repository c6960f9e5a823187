import { expect, test } from "vitest";
import type { Verdict } from "../doctor/check.ts";
import { showPending } from "./doctor-pending.ts";

const found = (name: string, verdict: Verdict, sentence: string) => ({ name, verdict, sentence });
const database = found("Database", "good", "There.");
const rounds = [
  [database, found("API", "pending", "No record."), found("Web", "pending", "No proof.")],
  [database, found("API", "pending", "No record."), found("Web", "pending", "No certificate.")],
  [database, found("API", "good", "Verified."), found("Web", "pending", "No certificate.")],
];

test("on a terminal everything that is waited for is one state, in place of the one before", () => {
  const [drawn, written]: [string[], string[]] = [[], []];
  const show = showPending(
    (doing) => drawn.push(doing),
    true,
    (line) => written.push(line),
  );
  for (const findings of rounds) show(findings);
  expect(drawn).toEqual([
    "API: No record.\nWeb: No proof.",
    "API: No record.\nWeb: No certificate.",
    "Web: No certificate.",
  ]);
  expect(written).toEqual([]);
});

test("elsewhere a line is written for each thing whose state is another", () => {
  const [drawn, written]: [string[], string[]] = [[], []];
  const show = showPending(
    (doing) => drawn.push(doing),
    false,
    (line) => written.push(line),
  );
  for (const findings of rounds) show(findings);
  expect(written).toEqual(["… API: No record.", "… Web: No proof.", "… Web: No certificate.", "✔ API: Verified."]);
  expect(drawn).toEqual([]);
});

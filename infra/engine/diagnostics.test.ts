import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { expect, test } from "vitest";
import { Diagnostics, oneLine } from "./diagnostics.ts";

function event(severity: "error" | "warning", message: string, urn?: string): EngineEvent {
  return {
    sequence: 0,
    timestamp: 0,
    diagnosticEvent: { severity, message, color: "never", ...(urn && { urn }) },
  } as EngineEvent;
}

test("errors are kept in one line each, with the name of their resource", () => {
  const diagnostics = new Diagnostics();
  diagnostics.listen(event("warning", "careful"));
  diagnostics.listen(
    event("error", "<{%reset%}>no\nsuch\n role<{%reset%}>\n", "urn:pulumi:local::live-listen::a$b:c:Role::owner"),
  );
  diagnostics.listen(
    event("error", "update failed", "urn:pulumi:local::live-listen::pulumi:pulumi:Stack::live-listen-local"),
  );
  expect(diagnostics.errors).toEqual(["owner: no such role"]);
});

test("the same error twice is told once", () => {
  const diagnostics = new Diagnostics();
  diagnostics.listen(event("error", "no"));
  diagnostics.listen(event("error", "no"));
  expect(diagnostics.errors).toEqual(["no"]);
});

test.each([
  ["error: it broke\n", "it broke"],
  ["<{%fg 1%}>red<{%reset%}> and  wide", "red and wide"],
  ["Error: no\n    at program (/x/index.ts:1:2)\n    at run (/y.js:3:4)", "Error: no"],
])("%j becomes %j", (message, line) => {
  expect(oneLine(message)).toBe(line);
});

import { expect, it } from "vitest";
import { Fault } from "../../../../fault.ts";
import { know } from "./known.ts";

it("tells what was found out, or why it wasn't", async () => {
  expect(await know("Render", async () => 1)).toEqual({ known: true, value: 1 });
  const failed = await know("Render", async () => {
    throw new Fault("It is broken.");
  });
  expect(failed).toEqual({ known: false, why: "It is broken." });
});

it("ends a look that never ends, and tells it so", async () => {
  let ended = false;
  const look = (signal: AbortSignal) => {
    signal.addEventListener("abort", () => (ended = true));
    return new Promise<never>(() => {});
  };
  expect(await know("Render", look, 20)).toEqual({ known: false, why: "Render gave no answer within 0.02 s." });
  expect(ended).toBe(true);
});

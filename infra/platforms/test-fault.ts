import { expect } from "vitest";
import { Fault } from "../fault.ts";

/** The sentence of the fault that work ends in; no key and no token of a test is in it. */
export async function faultOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  const { message } = thrown as Fault;
  expect(message.split("\n")).toHaveLength(1);
  expect(message).not.toContain("canary");
  return message;
}

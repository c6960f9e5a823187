import { expect, test, vi } from "vitest";
import { Closers } from "./closers.ts";

test("the last opened is closed first, and each once", async () => {
  const closed: string[] = [];
  const closers = new Closers();
  for (const name of ["first", "second", "third"]) closers.add(async () => void closed.push(name));
  await closers.close();
  await closers.close();
  expect(closed).toEqual(["third", "second", "first"]);
});

test("one that fails is told, and keeps none of the others open", async ({ onTestFinished }) => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => written.mockRestore());
  const closed: string[] = [];
  const closers = new Closers();
  closers.add(async () => void closed.push("first"));
  closers.add(() => Promise.reject(new Error("it sticks")));
  closers.add(async () => {
    throw "thrown";
  });
  await closers.close();
  expect(closed).toEqual(["first"]);
  expect(written.mock.calls.map(([text]) => text)).toEqual(["thrown\n", "it sticks\n"]);
});

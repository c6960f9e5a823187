import { expect, it, vi } from "vitest";
import { createTabs } from "./tabs.ts";

it("lets one tab after the other do something", async () => {
  const [first, second] = [createTabs(navigator), createTabs(navigator)];
  let running = 0;
  let together = 0;
  const task = async () => {
    running += 1;
    together = Math.max(together, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return together;
  };
  expect(await Promise.all([first.alone(task), second.alone(task), first.alone(task)])).toEqual([1, 1, 1]);
  await expect(first.alone(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
});

it("tells the other tabs who is signed in, and not itself", async () => {
  const [first, second] = [createTabs(navigator), createTabs(navigator)];
  const heard: [string, string | undefined][] = [];
  first.listen((personId) => heard.push(["first", personId]));
  second.listen((personId) => heard.push(["second", personId]));
  first.tell("ann");
  second.tell(undefined);
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard).toEqual(
    expect.arrayContaining([
      ["second", "ann"],
      ["first", undefined],
    ]),
  );
});

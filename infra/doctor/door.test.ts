import { expect, test } from "vitest";
import { good, idle, type Outcome, wrong } from "./check.ts";
import { door } from "./door.ts";
import { look } from "./test/look.ts";

function counted(name: string, outcome: () => Promise<Outcome>) {
  const check = {
    name,
    looks: 0,
    look: () => {
      check.looks += 1;
      return outcome();
    },
  };
  return check;
}

test.each([
  ["good", async () => good("open")],
  ["idle", async () => idle("none")],
])("what stands behind a %s door is looked at, and the door once for all", async (_verdict, outcome) => {
  const [front, room, other] = [
    counted("Front", outcome),
    counted("Room", async () => good("a")),
    counted("Other", async () => wrong("b")),
  ];
  const { check, behind } = door(front);
  expect(await Promise.all([check, behind(room), behind(other)].map(look))).toEqual([
    await outcome(),
    good("a"),
    wrong("b"),
  ]);
  expect(front.looks).toBe(1);
});

test.each([
  ["wrong", async () => wrong("locked")],
  ["failing", () => Promise.reject(new Error("locked"))],
])("what stands behind a %s door is not looked at, and names the door", async (_verdict, outcome) => {
  const [front, room] = [counted("Front", outcome), counted("Room", async () => good("a"))];
  const found = await look(door(front).behind(room));
  expect(found).toEqual(idle("Not looked at, since something is wrong with Front."));
  expect(room.looks).toBe(0);
});

import { expect, it } from "vitest";
import { titleFault } from "./title.ts";

it("takes any line that says something", () => {
  for (const title of ["Jazz", " Jazz ", "ג'אז", "🎷", "x".repeat(120)]) expect(titleFault(title)).toBeUndefined();
});

it.each([
  ["", "Give the room a title."],
  ["   ", "Give the room a title."],
  ["x".repeat(125), "That is 5 too many: a title has 120 characters at most."],
  ["Ja\u0007zz", "There is an invisible character in it; type the title anew."],
])("says what is wrong with %j", (title, fault) => {
  expect(titleFault(title)).toBe(fault);
});

import { describe, expect, it } from "vitest";
import { parseArguments } from "./arguments.ts";

describe("the arguments of the command", () => {
  it.each([
    [["up"], { verb: "up", json: false }],
    [["up", "--json"], { verb: "up", json: true }],
    [["--to", "0001-a", "down"], { verb: "down", json: false, to: "0001-a" }],
    [["status", "--json"], { verb: "status", json: true }],
  ])("%j are understood", (args, expected) => {
    expect(parseArguments(args)).toEqual(expected);
  });

  it.each([
    [[]],
    [["sideways"]],
    [["up", "down"]],
    [["up", "--force"]],
    [["up", "--to"]],
    [["status", "--to", "0001-a"]],
  ])("%j are not", (args) => {
    expect(parseArguments(args)).toBeUndefined();
  });
});

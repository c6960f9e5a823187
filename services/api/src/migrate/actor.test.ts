import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actorOf, operatingSystemIdentity } from "./actor.ts";

const identity = { user: "ann", host: "desk" };

describe("who runs migrations", () => {
  it("is who the deploy says, else the user on the host", () => {
    expect(actorOf({ MIGRATION_ACTOR: "ann (deploy 42)" }, identity)).toBe("ann (deploy 42)");
    expect(actorOf({}, identity)).toBe("ann@desk");
    expect(actorOf({ MIGRATION_ACTOR: " \n" }, identity)).toBe("ann@desk");
  });

  it("is known to every operating system, in a container as well", () => {
    expect(operatingSystemIdentity()).toEqual({ user: expect.stringMatching(/./), host: expect.stringMatching(/./) });
  });

  it("is one line that a log and a table can hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (named) => {
        const actor = actorOf({ MIGRATION_ACTOR: named }, identity);
        expect(actor).toMatch(/^[^\p{Cc}]{1,200}$/u);
      }),
    );
  });
});

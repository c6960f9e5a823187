import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressKey } from "./address-key.ts";

describe("the key of an address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["", ""],
    ["2001:db8:1:2345:6:7:8:9", "2001:db8:1:2300::/56"],
    ["2001:db8:1:23ff::", "2001:db8:1:2300::/56"],
    ["2001:db8::1", "2001:db8:0:0::/56"],
    ["::1", "0:0:0:0::/56"],
    ["::", "0:0:0:0::/56"],
    ["fe80::1%eth0", "fe80:0:0:0::/56"],
  ])("of %j is %j", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it("is one for a whole site, and another for the next", () => {
    const group = fc.nat(0xffff).map((value) => value.toString(16));
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 8, maxLength: 8 }),
        fc.nat(55),
        fc.integer({ min: 56, max: 127 }),
        (groups, inside, outside) => {
          expect(addressKey(flip(groups, inside))).not.toBe(addressKey(groups.join(":")));
          expect(addressKey(flip(groups, outside))).toBe(addressKey(groups.join(":")));
        },
      ),
    );
  });
});

/** Turns one bit of an address over. */
function flip(groups: readonly string[], bit: number): string {
  return groups
    .map((group, index) =>
      index === bit >> 4 ? (Number.parseInt(group, 16) ^ (0x8000 >> (bit & 15))).toString(16) : group,
    )
    .join(":");
}

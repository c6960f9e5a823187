import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { negotiate, PROTOCOL_VERSIONS, subprotocolOf } from "./subprotocol.ts";

describe("negotiating a subprotocol", () => {
  it.each<[string, string[], number[], ReturnType<typeof negotiate>]>([
    [
      "takes the only version",
      ["live-listen.v1"],
      [1],
      { kind: "accepted", subprotocol: "live-listen.v1", version: 1 },
    ],
    [
      "takes the server's preference",
      ["live-listen.v1", "live-listen.v2"],
      [2, 1],
      { kind: "accepted", subprotocol: "live-listen.v2", version: 2 },
    ],
    [
      "takes the previous version",
      ["live-listen.v1"],
      [2, 1],
      { kind: "accepted", subprotocol: "live-listen.v1", version: 1 },
    ],
    [
      "looks past others' names",
      ["graphql-ws", "live-listen.v1"],
      [1],
      { kind: "accepted", subprotocol: "live-listen.v1", version: 1 },
    ],
    ["tells an old version apart", ["live-listen.v1"], [3, 2], { kind: "unsupported", subprotocol: "live-listen.v1" }],
    ["tells a future version apart", ["live-listen.v9"], [1], { kind: "unsupported", subprotocol: "live-listen.v9" }],
    [
      "echoes the first of several that it doesn't speak",
      ["a", "live-listen.v8", "live-listen.v9"],
      [1],
      { kind: "unsupported", subprotocol: "live-listen.v8" },
    ],
    ["takes nothing for foreign", [], [1], { kind: "foreign" }],
    ["takes an empty name for foreign", [""], [1], { kind: "foreign" }],
    [
      "takes other names for foreign",
      ["graphql-ws", "live-listen", "live-listen.v", "live-listen.vx", "live-listen.v1x", "Live-Listen.v1"],
      [1],
      { kind: "foreign" },
    ],
    ["takes an endless version for foreign", ["live-listen.v1234567"], [1], { kind: "foreign" }],
  ])("%s", (_, offered, versions, expected) => {
    expect(negotiate(offered, versions)).toEqual(expected);
  });

  it("answers with an offered name or none, since browsers fail a socket otherwise", () => {
    const name = fc.oneof(fc.string(), fc.nat(20).map(subprotocolOf));
    fc.assert(
      fc.property(fc.array(name), fc.uniqueArray(fc.nat(20)), (offered, versions) => {
        const result = negotiate(offered, versions);
        const common = versions.find((version) => offered.includes(subprotocolOf(version)));
        expect(result.kind === "accepted" ? result.version : undefined).toBe(common);
        if (result.kind !== "foreign") expect(offered).toContain(result.subprotocol);
      }),
    );
  });

  it("names versions as RFC 6455 wants a subprotocol: a token", () => {
    for (const version of PROTOCOL_VERSIONS) expect(subprotocolOf(version)).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/);
  });

  it("speaks two versions at most, each once", () => {
    expect(PROTOCOL_VERSIONS.length).toBeLessThanOrEqual(2);
    expect([...PROTOCOL_VERSIONS]).toEqual([...new Set(PROTOCOL_VERSIONS)].sort((a, b) => b - a));
  });
});

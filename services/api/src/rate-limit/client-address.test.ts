import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

const CLIENT = "203.0.113.7";
const CLOUDFLARE = "104.22.17.40";
const PROXY = "10.21.157.68";

describe("the address of a client", () => {
  it.each([
    ["is the peer's without a proxy", CLIENT, undefined, CLIENT],
    ["is the peer's on a developer's machine", "127.0.0.1", undefined, "127.0.0.1"],
    ["is what Cloudflare saw, before Render", PROXY, `${CLIENT}, ${CLOUDFLARE}`, CLIENT],
    [
      "is that also with more of Render's proxies in between",
      PROXY,
      `${CLIENT}, ${CLOUDFLARE}, 10.1.2.3, 10.4.5.6`,
      CLIENT,
    ],
    ["is that also when Cloudflare isn't listed", PROXY, CLIENT, CLIENT],
    ["can be of version 6", PROXY, `2001:DB8::7,2606:4700::1`, "2001:db8::7"],
    ["is of version 4 when it is only written as one of version 6", "::ffff:10.0.0.1", `::ffff:${CLIENT}`, CLIENT],
    ["isn't what a client wrote before it", PROXY, `198.51.100.1, ${CLIENT}, ${CLOUDFLARE}`, CLIENT],
    [
      "isn't what a client wrote to look like a proxy's",
      PROXY,
      `198.51.100.1, 10.0.0.1, ${CLIENT}, ${CLOUDFLARE}`,
      CLIENT,
    ],
    [
      "isn't what a client at Cloudflare wrote before it",
      PROXY,
      `198.51.100.1, 104.22.0.1, ${CLOUDFLARE}`,
      "104.22.0.1",
    ],
    ["isn't in the header when the peer is no proxy of ours", CLIENT, "198.51.100.1", CLIENT],
    ["is the nearest that can be read", PROXY, `unknown, ${CLOUDFLARE}`, CLOUDFLARE],
    ["is the peer's when the header can't be read", PROXY, "unknown", PROXY],
    ["is the peer's when the header is empty", PROXY, "", PROXY],
    ["is the peer's when the header holds a port", PROXY, `${CLIENT}:80`, PROXY],
    ["is the farthest when everybody is on one machine", "127.0.0.1", "127.0.0.1", "127.0.0.1"],
  ])("%s", (_, peer, forwardedFor, expected) => {
    expect(clientAddress(peer, forwardedFor)).toBe(expected);
  });

  it("doesn't depend on anything that the client can write", () => {
    const written = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constantFrom(PROXY, CLOUDFLARE, "::1")));
    fc.assert(
      fc.property(written, (hops) => {
        expect(clientAddress(PROXY, [...hops, CLIENT, CLOUDFLARE].join(", "))).toBe(CLIENT);
      }),
    );
  });
});

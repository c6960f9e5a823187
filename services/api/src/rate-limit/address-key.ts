import { isIPv6 } from "node:net";

/** Groups of an address that make up its first 56 bits: three whole ones and half of the fourth. */
const WHOLE_GROUPS = 3;

/**
 * Gives the key under which an address is counted. Of an IPv6 address that is the network of its site, since any site has at least 2^64 addresses to
 * choose from, and is commonly given 56 bits of prefix (RFC 6177).
 *
 * @param address in any form; what isn't an IPv6 address is its own key.
 */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  // The URL parser writes every IPv6 address in the one form of RFC 5952.
  const [left = "", right] = new URL(`http://[${address.split("%")[0]}]`).hostname.slice(1, -1).split("::");
  const before = left === "" ? [] : left.split(":");
  const after = right === undefined || right === "" ? [] : right.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = [...before, ...zeros, ...after];
  const half = Number.parseInt(groups[WHOLE_GROUPS] ?? "0", 16) & 0xff00;
  return `${[...groups.slice(0, WHOLE_GROUPS), half.toString(16)].join(":")}::/56`;
}

import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * Networks that nobody on the internet comes from (RFC 6890): a platform's own proxies, and a developer's machine.
 */
const PRIVATE = blockListOf([
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
]);

/** Cloudflare's networks (www.cloudflare.com/ips), through which all traffic to a Render service comes (render.com/docs/ddos-protection). */
const CLOUDFLARE = blockListOf([
  "103.21.244.0/22",
  "103.22.200.0/22",
  "103.31.4.0/22",
  "104.16.0.0/13",
  "104.24.0.0/14",
  "108.162.192.0/18",
  "131.0.72.0/22",
  "141.101.64.0/18",
  "162.158.0.0/15",
  "172.64.0.0/13",
  "173.245.48.0/20",
  "188.114.96.0/20",
  "190.93.240.0/20",
  "197.234.240.0/22",
  "198.41.128.0/17",
  "2400:cb00::/32",
  "2405:8100::/32",
  "2405:b500::/32",
  "2606:4700::/32",
  "2803:f800::/32",
  "2a06:98c0::/29",
  "2c0f:f248::/32",
]);

/**
 * Says from which address a request came. `X-Forwarded-For` is a list to which each proxy appends whom it got the request from, and whose beginning
 * anybody can write. Render's looks like `<whatever the client wrote>, <client>, <Cloudflare>`, and its proxies connect from a private address. So it is read from
 * its end: private addresses are passed over, then one of Cloudflare's, and what comes next is the client.
 *
 * Should the platform change this, the worst is that many clients count as one; a client never gets to choose its address.
 *
 * @param peer address at the other end of the connection.
 * @param forwardedFor value of the header, if there is one.
 * @returns an address in its usual form; the peer's when the header isn't to be believed.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined): string {
  const path = [...(forwardedFor ?? "").split(",").map((hop) => normalise(hop.trim())), normalise(peer)];
  let nearest = path.pop() ?? peer;
  while (isIn(PRIVATE, nearest) && isIP(path.at(-1) ?? "")) nearest = path.pop() ?? nearest;
  const before = path.at(-1) ?? "";
  return isIn(CLOUDFLARE, nearest) && isIP(before) ? before : nearest;
}

/** IPv4 addresses arrive as IPv6 ones on a socket that listens for both (RFC 4291 section 2.5.5.2). */
function normalise(address: string): string {
  const mapped = /^::ffff:(?=\d+\.)/i.exec(address);
  return mapped ? address.slice(mapped[0].length) : address.toLowerCase();
}

function isIn(networks: BlockList, address: string): boolean {
  return isIP(address) !== 0 && networks.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}

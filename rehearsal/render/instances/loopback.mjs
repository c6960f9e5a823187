/**
 * Loaded by every Node that runs as an instance, before its program: whoever listens on all addresses, as Render wants it of a
 * web service, listens on this machine's loopback alone. An instance of Render has a network of its own; here it would
 * be open to the network that the machine is in.
 *
 * JavaScript, since it is loaded by whichever Node the image brings, and adds nothing to its start.
 */
import { Server } from "node:net";

const LOOPBACK = "127.0.0.1";
const ALL_ADDRESSES = ["", "0.0.0.0", "::", "::0", "0:0:0:0:0:0:0:0"];
const listen = Server.prototype.listen;

Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "object" && first !== null) {
    return first.port === undefined
      ? listen.call(this, first, ...rest)
      : listen.call(this, { ...first, host: onLoopback(first.host) }, ...rest);
  }
  // A path of a socket in the file system.
  if (typeof first === "string" && !/^\d+$/.test(first)) return listen.call(this, first, ...rest);
  if (typeof first === "function" || first === undefined || first === null) {
    return listen.call(this, { port: 0, host: LOOPBACK }, ...[first, ...rest].filter(isFunction));
  }
  const [host, backlog] = typeof rest[0] === "string" ? rest : [undefined, rest[0]];
  const options = { port: Number(first), host: onLoopback(host), ...(typeof backlog === "number" && { backlog }) };
  return listen.call(this, options, ...rest.filter(isFunction));
};

/** @param {string | undefined | null} host */
function onLoopback(host) {
  if (host === undefined || host === null || ALL_ADDRESSES.includes(host)) return LOOPBACK;
  if (host === "localhost" || host === "::1" || host.startsWith("127.")) return host;
  const error = new Error(`listen EADDRNOTAVAIL: an instance of this machine can't listen on ${host}`);
  throw Object.assign(error, { code: "EADDRNOTAVAIL" });
}

/** @param {unknown} value */
function isFunction(value) {
  return typeof value === "function";
}

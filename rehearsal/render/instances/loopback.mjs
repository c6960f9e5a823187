/**
 * Loaded by every Node that runs as an instance, before its program: whoever listens on all addresses, as Render wants it of a
 * web service, listens on this machine's loopback alone. An instance of Render has a network of its own; here it would
 * be open to the network that the machine is in. And whoever listens on its own loopback alone is reached by nobody, as at Render.
 *
 * JavaScript, since it is loaded by whichever Node the image brings, and adds nothing to its start.
 *
 * @see https://render.com/docs/web-services#port-binding
 */
import { Server } from "node:net";

const LOOPBACK = "127.0.0.1";
const ALL_ADDRESSES = ["", "0.0.0.0", "::", "::0", "0:0:0:0:0:0:0:0"];
const listen = Server.prototype.listen;

Server.prototype.listen = function (first, ...rest) {
  if (typeof first === "object" && first !== null) {
    return first.port === undefined
      ? listen.call(this, first, ...rest)
      : listen.call(this, { ...first, ...placeOf(first.port, first.host) }, ...rest);
  }
  // A path of a socket in the file system.
  if (typeof first === "string" && !/^\d+$/.test(first)) return listen.call(this, first, ...rest);
  if (typeof first === "function" || first === undefined || first === null) {
    return listen.call(this, { port: 0, host: LOOPBACK }, ...[first, ...rest].filter(isFunction));
  }
  const [host, backlog] = typeof rest[0] === "string" ? rest : [undefined, rest[0]];
  const options = { ...placeOf(Number(first), host), ...(typeof backlog === "number" && { backlog }) };
  return listen.call(this, options, ...rest.filter(isFunction));
};

/**
 * @param {number | string} port
 * @param {string | undefined | null} host
 */
function placeOf(port, host) {
  if (host === undefined || host === null || ALL_ADDRESSES.includes(host)) return { port, host: LOOPBACK };
  if (host === "localhost" || host === "::1" || host.startsWith("127.")) return { port: hidden(port, host), host };
  const error = new Error(`listen EADDRNOTAVAIL: an instance of this machine can't listen on ${host}`);
  throw Object.assign(error, { code: "EADDRNOTAVAIL" });
}

/**
 * The port for one who listens on an instance's own loopback, where only the instance itself comes: another one than it is looked for at.
 *
 * @param {number | string} port
 * @param {string} host
 */
function hidden(port, host) {
  if (String(port) !== process.env.PORT) return port;
  process.stderr.write(`No open port is found: ${host} is the instance's own, listen on 0.0.0.0 instead.\n`);
  return 0;
}

/** @param {unknown} value */
function isFunction(value) {
  return typeof value === "function";
}

import { serveEdge } from "@live-listen/rehearsal/edge";

// The rehearsal's edge as a process of its own, before one target: arguments are a directory for its authority, a host name and the target's port.
// It tells its parent where it is, and stays as long as that listens.
const [authorityDirectory = "", hostname = "", targetPort] = process.argv.slice(2);
const edge = await serveEdge({ authorityDirectory });
edge.route(hostname, [{ host: "127.0.0.1", port: Number(targetPort) }]);
process.send?.({ port: edge.port, certificateFile: edge.authority.certificateFile });
process.once("disconnect", () => edge.stop());

export { Fault } from "../fault.ts";
export { type BrowserEdge, browserArguments } from "./browser-arguments.ts";
export type { Authority } from "./certificates/authority-files.ts";
export { type EdgeAddress, edgeAgent } from "./client.ts";
export { type EdgeFetch, edgeFetch } from "./fetch.ts";
export type { Router, Target } from "./router.ts";
export { type Edge, type EdgeOptions, serveEdge } from "./serve.ts";

export { Fault } from "../fault.ts";
export { attachment } from "./attachment.ts";
export { type ProviderServer, serveProvider } from "./serve.ts";
export type { ProviderCall } from "./service/method.ts";

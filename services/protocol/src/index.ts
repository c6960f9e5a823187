export * from "./close-codes.ts";
export * from "./environment-name.ts";
export * from "./messages.ts";
export * from "./release.ts";
export * from "./subprotocol.ts";

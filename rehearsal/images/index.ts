export { Fault } from "../fault.ts";
export type { Image, ImageConfig } from "./image.ts";
export { type PublishOptions, publishImage } from "./publish.ts";
export { type ResolveOptions, resolveImage } from "./resolve.ts";

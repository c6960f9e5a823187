export { type BuiltWeb, buildWeb } from "./build.ts";
export { type BundleFiles, INDEX_FILE, readBundle } from "./bundle.ts";
export { CACHE_RULES, type CacheRule, cacheControlOf } from "./cache.ts";
export { WebFault } from "./fault.ts";
export { type Header, securityHeaders } from "./headers.ts";
export {
  bundleHash,
  DEVELOPMENT_RELEASE,
  RELEASE_FILE,
  type ReleaseManifest,
  releaseManifestSchema,
  type WebRelease,
  webReleaseSchema,
} from "./release.ts";
export { startWebServer, type WebServer } from "./server.ts";
export { clearStamp, readStamp, stampIndexHtml } from "./stamp.ts";
export {
  parseWebVariables,
  VARIABLE_NAMES,
  type VariableName,
  type WebVariables,
  webVariablesSchema,
} from "./variables.ts";

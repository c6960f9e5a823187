import { resolve } from "node:path";
import { buildWeb } from "./build.ts";
import { DEVELOPMENT_RELEASE } from "./release.ts";

const { directory, hash } = await buildWeb({
  outDir: resolve(import.meta.dirname, "../dist"),
  release: DEVELOPMENT_RELEASE,
});
console.log(`Built ${DEVELOPMENT_RELEASE.version} (${DEVELOPMENT_RELEASE.commit}) into ${directory}, bundle ${hash}`);

import { releaseManifestSchema } from "@live-listen/web/server";
import { ask, readJson } from "../../releases/smoke/request.ts";
import { type Check, good } from "../check.ts";
import { type AskedService, whereAnswering } from "./answering.ts";

/** The server of the web page: whether it answers, and which release it serves. */
export function webCheck(service: AskedService): Check {
  return {
    name: "Web",
    look: (signal) =>
      whereAnswering(service, signal, async () => {
        const manifest = await ask(`${service.url}/release.json`, signal);
        // Vite, which serves the sources, has no manifest: it answers with the page.
        const served = releaseManifestSchema.safeParse(parseJson(manifest.body));
        if (!served.success && (await ask(service.url, signal)).status === 200) {
          return good(`Answers at ${service.url}.`);
        }
        const { version, commit } = readJson(manifest, releaseManifestSchema);
        return good(`Answers at ${service.url}, release ${version} (${commit}).`);
      }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

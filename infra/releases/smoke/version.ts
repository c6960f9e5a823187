import { releaseManifestSchema } from "@live-listen/web/server";
import { askApiVersion } from "./api-version.ts";
import { type Check, CheckFailure } from "./check.ts";
import { ask, mustBeOk, readJson } from "./request.ts";

/** API and page are of one release: the one that is expected, when one is. */
export const version: Check = async ({ apiUrl, webUrl, network, expectedRelease }, signal) => {
  const [api, manifest] = await Promise.all([
    askApiVersion(apiUrl, signal, network),
    ask(`${webUrl}/release.json`, signal, { network }),
  ]);
  const page = readJson(mustBeOk(manifest), releaseManifestSchema);
  const expected = expectedRelease ?? api;
  for (const [side, release] of [
    ["API", api],
    ["page", page],
  ] as const) {
    if (release.version !== expected.version || release.commit !== expected.commit) {
      const wanted = expectedRelease ? "" : ", the API's";
      throw new CheckFailure(`The ${side} runs ${nameOf(release)} and not ${nameOf(expected)}${wanted}.`);
    }
  }
  return `API and page run ${nameOf(expected)}.`;
};

function nameOf(release: { readonly version: string; readonly commit: string }): string {
  return `${release.version} (${release.commit})`;
}

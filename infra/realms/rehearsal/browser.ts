import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { Fault } from "../../fault.ts";

/** Browsers that take Chromium's switches, by the operating system and in the order in which they are looked for. */
const BROWSERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
  ],
  linux: ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "brave-browser"],
};

/** The variable that names another one. */
const VARIABLE = "BROWSER_PATH";

/**
 * Finds a browser that can be told where names lead.
 *
 * @returns its program, in full.
 * @throws Fault when there is none.
 */
export async function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  const named = env[VARIABLE];
  for (const candidate of named ? [named] : (BROWSERS[platform] ?? [])) {
    const places = isAbsolute(candidate)
      ? [candidate]
      : (env.PATH ?? "")
          .split(delimiter)
          .filter(Boolean)
          .map((folder) => join(folder, candidate));
    for (const place of places) if (await isProgram(place)) return place;
  }
  throw new Fault(
    named
      ? `There is no program ${named}, which ${VARIABLE} names: name a browser that is there.`
      : `No Chrome, Chromium, Edge or Brave was found: install one, or name one like \`${VARIABLE}=/path/to/chrome\`.`,
  );
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

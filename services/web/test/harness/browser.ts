import { type Browser, chromium } from "playwright-core";
import { findBundledChromium } from "./bundled-chromium.ts";

/** Chromium's own sandbox needs rights that containers and root don't have; the pages that are opened here are our own. */
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"];

/**
 * Starts the browser that npm brings, or the Chrome that is installed.
 *
 * @param more arguments beside those that all tests need.
 * @throws in one sentence that says what to install when there is neither.
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await findBundledChromium();
  if (executablePath !== undefined) return await chromium.launch({ executablePath, args: [...ARGUMENTS, ...more] });
  try {
    return await chromium.launch({ channel: "chrome", args: [...more] });
  } catch (error) {
    throw new Error(
      "The browser tests need Google Chrome on this machine: install it from https://www.google.com/chrome and run `npm test` again.",
      { cause: error },
    );
  }
}

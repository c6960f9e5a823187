import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { launchBrowser } from "../harness/browser.ts";
import { withFewColours } from "./few-colours.ts";

// Takes the picture of the README of a status page that is being served: `node services/web/test/screenshots/rehearsal.ts <url> docs/pictures/rehearsal.png`.
const [url, file] = process.argv.slice(2);
if (!url || !file) throw new Error("Name the URL that `npm start` tells, and the file.");

const browser = await launchBrowser();
try {
  const viewport = { width: 1200, height: 900 };
  const page = await browser.newPage({ viewport, colorScheme: "light", reducedMotion: "reduce", locale: "en-GB" });
  await page.goto(url);
  await page.locator(".environment").first().waitFor();
  await page.evaluate("document.fonts.ready");
  await page.waitForTimeout(500);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, withFewColours(await page.screenshot({ fullPage: true })));
} finally {
  await browser.close();
}

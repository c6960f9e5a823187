import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

/**
 * Looks for what keeps people from using the page: WCAG 2.2 on the levels A and AA, and what axe-core holds for good practice.
 *
 * @returns each fault with the element that has it; none on a good page.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated, not loaded: no script of anybody else's may be on the page.
  await page.evaluate(await readFile(AXE, "utf8"));
  // Colours that are on their way to others are neither.
  await page.evaluate(
    "Promise.all(document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))",
  );
  const results: AxeResults = await page.evaluate("axe.run({ resultTypes: ['violations'] })");
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target.join(" ")}) ${failureSummary}`),
  );
}

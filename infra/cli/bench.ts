import type { Figure } from "../bench/figure.ts";
import { Checklist } from "./checklist.ts";
import { formatTable } from "./table.ts";
import { type AddVerb, print } from "./verb.ts";

export const addBench: AddVerb = (cli, { signal }) => {
  cli
    .command("bench")
    .description("measure, each figure beside a baseline of the same run")
    .option("--json", "as one JSON line")
    .action(async ({ json }: { json?: boolean }) => {
      const figures = await new Checklist(signal).step(
        "Figures",
        async (progress) => (await import("../bench/all-figures.ts")).takeAllFigures(progress, signal),
        (taken) => `${taken.length} taken`,
      );
      print(json ? JSON.stringify({ node: process.version, figures }) : formatFigures(figures));
    });
};

function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, baseline, ratio }) => [
    name,
    `${value} ${unit}`,
    baseline.name,
    `${baseline.value} ${unit}`,
    `${ratio}`,
  ]);
  return formatTable(["Figure", "Value", "Baseline", "Value", "Ratio"], rows);
}

/** One measured figure, beside another that was measured in the same run on the same machine. */
export interface Figure {
  readonly name: string;
  readonly unit: "s" | "ms" | "1/s";
  /** Median of the runs. */
  readonly value: number;
  readonly baseline: { readonly name: string; readonly value: number };
  /** Median over the pairs of runs of value to baseline: machines drift, and a pair was measured in the same moment. */
  readonly ratio: number;
  readonly runs: number;
}

/** What is measured: each call is one run and returns its value. */
export interface Measurement {
  readonly name: string;
  readonly unit: Figure["unit"];
  readonly runs: number;
  measure(): Promise<number>;
  readonly baseline: { readonly name: string; measure(): Promise<number> };
}

/** Runs a measurement and its baseline in turn, after one run of each that doesn't count. */
export async function takeFigure({ name, unit, runs, measure, baseline }: Measurement): Promise<Figure> {
  await baseline.measure();
  await measure();
  const values: number[] = [];
  const baselines: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    baselines.push(await baseline.measure());
    values.push(await measure());
  }
  return {
    name,
    unit,
    value: rounded(median(values)),
    baseline: { name: baseline.name, value: rounded(median(baselines)) },
    ratio: rounded(median(values.map((value, run) => value / (baselines[run] ?? Number.NaN)))),
    runs,
  };
}

/** The middle of some numbers; between the two middle ones when their count is even. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** Three digits that count; more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

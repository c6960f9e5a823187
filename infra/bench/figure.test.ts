import { expect, test } from "vitest";
import { median, takeFigure } from "./figure.ts";

test.each([
  [[3], 3],
  [[1, 9, 2], 2],
  [[4, 1, 3, 2], 2.5],
])("the median of %j is %d", (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

test("no numbers have no median", () => {
  expect(median([])).toBeNaN();
});

test("a figure is the median of its counted runs, its ratio that of the pairs", async () => {
  const values = [100, 2, 4, 9];
  const baselines = [50, 1, 4, 3];
  const figure = await takeFigure({
    name: "up",
    unit: "s",
    runs: 3,
    measure: async () => values.shift() ?? 0,
    baseline: { name: "bare", measure: async () => baselines.shift() ?? 0 },
  });
  expect(figure).toEqual({ name: "up", unit: "s", value: 4, baseline: { name: "bare", value: 3 }, ratio: 2, runs: 3 });
});

/**
 * A moment in microseconds since the epoch, which a number holds exactly.
 *
 * @param time ISO 8601, with any number of decimals; those beyond the sixth are left out
 */
export function microseconds(time: string): number {
  const decimals = /\.(\d+)/.exec(time)?.[1] ?? "";
  const whole = Date.parse(time.replace(/\.\d+/, ""));
  return whole * 1000 + Number(decimals.padEnd(6, "0").slice(0, 6));
}

/** The same the other way round: ISO 8601 in UTC, with six decimals. */
export function timeOf(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  return new Date(milliseconds).toISOString().replace("Z", `${String(microseconds % 1000).padStart(3, "0")}Z`);
}

/** The name of a segment: timeline, and number in two parts (XLogFileName in src/include/access/xlog_internal.h of PostgreSQL). */
const SEGMENT = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const NAME_LETTERS = 24;
const TIMELINE_LETTERS = 8;

/** Whether a file name is that of a segment of write-ahead log, on the timeline of another one. */
export function isSegmentBeside(name: string, segment: string): boolean {
  return SEGMENT.test(name) && name.slice(0, TIMELINE_LETTERS) === segment.slice(0, TIMELINE_LETTERS);
}

/** Whether a segment of write-ahead log, or a file that belongs to one, comes before another segment. */
export function isBefore(name: string, segment: string): boolean {
  const own = name.slice(0, NAME_LETTERS);
  return SEGMENT.test(own) && own.slice(TIMELINE_LETTERS) < segment.slice(TIMELINE_LETTERS);
}

/**
 * Finds where segments of one timeline don't follow on one another.
 *
 * @param names in any order
 * @param first the segment they are to begin with
 * @returns the segment after which there is one missing; `first` itself when it is not there; undefined for none
 */
export function findGap(names: readonly string[], first: string): string | undefined {
  const sorted = names.toSorted();
  if (sorted[0] !== first) return first;
  return sorted.slice(0, -1).find((name, index) => !follows(name, sorted[index + 1] ?? ""));
}

function follows(name: string, next: string): boolean {
  const [high, low] = numbersOf(name);
  const [nextHigh, nextLow] = numbersOf(next);
  return nextHigh === high ? nextLow === low + 1 : nextHigh === high + 1 && nextLow === 0;
}

function numbersOf(name: string): [high: number, low: number] {
  const [, , high = "", low = ""] = SEGMENT.exec(name) ?? [];
  return [Number.parseInt(high, 16), Number.parseInt(low, 16)];
}

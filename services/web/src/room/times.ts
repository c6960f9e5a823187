const DAY_MS = 24 * 60 * 60_000;

/** In the reader's locale, which decides between 9:30 PM and 21:30. */
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const DAY_OF_OTHER_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** In the language of the page, whose sentences they are part of. */
const AGO = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** The time of the day, such as `21:30`. */
export function clockWords(at: string): string {
  return CLOCK.format(new Date(at));
}

/** Day and time in full. */
export function momentWords(at: string): string {
  return MOMENT.format(new Date(at));
}

/**
 * The day as people call it, such as `Today` or `Saturday, 31 January`.
 *
 * @param now in milliseconds since 1970.
 */
export function dayWords(at: string, now: number): string {
  const day = new Date(at);
  if (day.toDateString() === new Date(now).toDateString()) return "Today";
  if (day.toDateString() === new Date(now - DAY_MS).toDateString()) return "Yesterday";
  return (day.getFullYear() === new Date(now).getFullYear() ? DAY : DAY_OF_OTHER_YEAR).format(day);
}

const UNITS = [
  ["day", DAY_MS],
  ["hour", 60 * 60_000],
  ["minute", 60_000],
] as const;

/**
 * How long ago something was, such as `5 minutes ago`.
 *
 * @param now in milliseconds since 1970.
 */
export function agoWords(at: string, now: number): string {
  const passed = now - Date.parse(at);
  for (const [unit, length] of UNITS) if (passed >= length) return AGO.format(-Math.floor(passed / length), unit);
  return "just now";
}

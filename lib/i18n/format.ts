import type { Locale } from "./locales";

/** An instant as the database or JSON gives it. */
export type Instant = Date | string;

/** Everything shown as a figure or a date, in one language and one time zone. */
export type Formats = ReturnType<typeof createFormats>;

/** English figures and dates follow the day-month order and the 24-hour clock: no reader mistakes them. */
const regions: Record<Locale, string> = { en: "en-GB" };

const minus = "\u2212";
const units = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const cache = new Map<string, Formats>();

/**
 * Formatters of a language and time zone, made once each.
 * @param timeZone IANA name, e.g. "Europe/Paris"
 * @throws RangeError when the time zone is unknown
 */
export function formats(locale: Locale, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`;
  let found = cache.get(key);
  if (!found) {
    found = createFormats(locale, timeZone);
    cache.set(key, found);
  }
  return found;
}

function createFormats(language: Locale, timeZone: string) {
  const locale = regions[language];
  const even = { roundingMode: "halfEven" } as const;
  const whole = new Intl.NumberFormat(locale, { ...even, maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, {
    ...even,
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const share = new Intl.NumberFormat(locale, { ...even, style: "percent", maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, {
    ...even,
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  });
  const dates = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  const day = { day: "numeric", month: "long", year: "numeric" } as const;
  const inYear = dates({ day: "numeric", month: "long" });
  const full = dates(day);
  const calendar = dates(day, "UTC");
  const clock = dates({ ...day, hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
  const month = dates({ month: "long" });
  const shortMonth = dates({ month: "short" });
  const monthYear = dates({ month: "long", year: "numeric" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });

  return {
    /** A count or a mean as a whole number, half to even. */
    whole: (value: number) => whole.format(value),
    /** A number with one decimal, half to even. */
    tenth: (value: number) => tenth.format(value),
    /** A share from 0 to 1 as whole percent, half to even. */
    percent: (value: number) => share.format(value),
    /** A change with its sign and a true minus; zero has none. */
    change: (value: number) => signed.format(value).replace("-", minus),
    /** "2 November 2026" in the time zone. */
    date: (at: Instant) => full.format(new Date(at)),
    /** "2 November", for dates near by. */
    dayMonth: (at: Instant) => inYear.format(new Date(at)),
    /** A calendar day "2026-11-02", which has no time zone. */
    calendarDay: (isoDay: string) => calendar.format(new Date(`${isoDay}T00:00:00Z`)),
    /** Date, time and zone: a deadline must not be misread. */
    dateTime: (at: Instant) => clock.format(new Date(at)),
    /** "November". */
    month: (at: Instant) => month.format(new Date(at)),
    /** "Nov", for time axes. */
    shortMonth: (at: Instant) => shortMonth.format(new Date(at)),
    /** "November 2026". */
    monthYear: (at: Instant) => monthYear.format(new Date(at)),
    /** The month something has lasted since: with its year from eleven months back, where names would repeat. */
    since: (at: Instant, now: Instant) => {
      const months = (new Date(now).getTime() - new Date(at).getTime()) / 1000 / units[1][1];
      return months < 11 ? month.format(new Date(at)) : monthYear.format(new Date(at));
    },
    /** "3 days ago", "in 2 weeks", in the largest unit that fills at least once, cut rather than rounded. */
    ago: (at: Instant, now: Instant) => {
      const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
      const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[5];
      return relative.format(Math.trunc(seconds / length) || 0, unit);
    },
    /** "a, b and c". */
    list: (parts: readonly string[]) => list.format(parts),
  };
}

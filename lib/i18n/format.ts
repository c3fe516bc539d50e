import { usableTimeZone } from "../domain/time-zones";
import type { Count } from "./en/nouns";
import { isolate } from "./isolate";
import type { Locale } from "./locales";

/** An instant as the database or JSON gives it. */
export type Instant = Date | string;

/** Formatters for all figures and dates that are shown, in one language and one time zone. */
export type Formats = ReturnType<typeof createFormats>;

/** Regions whose formats each language uses. English dates are day before month and times have 24 hours, so that readers of
 * any country read them the same way. */
const regions: Record<Locale, string> = { en: "en-GB" };

const minus = "\u2212";
const secondsPer = {
  year: 31_557_600,
  month: 2_629_800,
  week: 604_800,
  day: 86_400,
  hour: 3_600,
  minute: 60,
} as const;
const units = ["year", "month", "week", "day", "hour", "minute"] as const;

const cache = new Map<string, Formats>();

/**
 * The formatters of a language and time zone, which are made once and kept.
 * @param timeZone a name such as "Europe/Paris"; UTC stands in for one that this engine does not know, and every time
 *   of day says its zone
 */
export function formats(locale: Locale, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`;
  let found = cache.get(key);
  if (!found) {
    found = createFormats(locale, usableTimeZone(timeZone));
    cache.set(key, found);
  }
  return found;
}

/** Formatters of one language and time zone; see the functions that make them. */
function createFormats(language: Locale, timeZone: string) {
  const locale = regions[language];
  const dates = dateFormats(locale, timeZone);
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return {
    ...figureFormats(locale),
    ...dates,
    /** Dates and times by somebody else's clock. */
    inZone: (zone: string) => dateFormats(locale, usableTimeZone(zone)),
    ...durationFormats(locale, dates),
    /** "a, b and c". */
    list: (parts: readonly string[]) => list.format(parts.map(isolate)),
  };
}

/** How many texts of a format are kept. */
const mostKept = 1000;

/** The same format, whose texts are kept: a page names the same months and small numbers hundreds of times. */
function keeping<Value extends string | number>(write: (value: Value) => string): (value: Value) => string {
  const kept = new Map<Value, string>();
  return (value) => {
    const known = kept.get(value);
    if (known !== undefined) return known;
    if (kept.size === mostKept) kept.clear();
    const text = write(value);
    kept.set(value, text);
    return text;
  };
}

function figureFormats(locale: string) {
  const number = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { roundingMode: "halfEven", maximumFractionDigits: 0, ...options });
  const wholes = number({});
  // A zero below nothing would have a sign, and what is kept makes no difference between the two.
  const whole = keeping((value: number) => wholes.format(value + 0));
  const tenth = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const hundredth = number({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const share = number({ style: "percent" });
  const signed = number({ signDisplay: "exceptZero" });
  return {
    /** A count or a mean as a whole number, a half to the even neighbour. */
    whole,
    /** A count with how it is written, for texts in which words depend on it. */
    count: (n: number): Count => ({ n, figure: whole(n) }),
    /** A number with one decimal, a half to the even neighbour. */
    tenth: (value: number) => tenth.format(value),
    /** A coefficient with two decimals. */
    hundredth: (value: number) => hundredth.format(value),
    /** A share from 0 to 1 as whole percent, a half to the even neighbour. */
    percent: (value: number) => share.format(value),
    /** A change as a whole number with its sign (a minus sign, not a hyphen); zero has none. */
    change: (value: number) => signed.format(value).replace("-", minus),
  };
}

/** A calendar day as the instant at which formats in UTC name it. */
const startOf = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`);

function dateFormats(locale: string, timeZone: string) {
  const dates = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  const day = { day: "numeric", month: "long", year: "numeric" } as const;
  const inYear = dates({ day: "numeric", month: "long" });
  const full = dates(day);
  const calendar = dates(day, "UTC");
  const minute = { hour: "2-digit", minute: "2-digit" } as const;
  const clock = dates({ ...day, ...minute, timeZoneName: "short" });
  const timeOfDay = dates(minute);
  const month = dates({ month: "long" }, "UTC");
  const shortMonth = dates({ month: "short" }, "UTC");
  const monthYear = dates({ month: "long", year: "numeric" }, "UTC");
  const calendarDayMonth = dates({ day: "numeric", month: "long" }, "UTC");
  const shortDay = dates({ day: "numeric", month: "short" }, "UTC");
  return {
    /** "2 November 2026" in the time zone. */
    date: (at: Instant) => full.format(new Date(at)),
    /** "2 November", for dates near today. */
    dayMonth: (at: Instant) => inYear.format(new Date(at)),
    /** A calendar day "2026-11-02", which has no time zone, as "2 November 2026". */
    calendarDay: (isoDay: string) => calendar.format(startOf(isoDay)),
    /** Date, time and time zone, for deadlines. */
    dateTime: (at: Instant) => clock.format(new Date(at)),
    /** "15:00", where the text around it says whose clock that is. */
    timeOfDay: (at: Instant) => timeOfDay.format(new Date(at)),
    /** The month of a calendar day "2026-11-02": "November". Months are never those of an instant, which has another
     * one in another zone. */
    month: keeping((isoDay: string) => month.format(startOf(isoDay))),
    /** The same as "Nov", for time axes. */
    shortMonth: keeping((isoDay: string) => shortMonth.format(startOf(isoDay))),
    /** A calendar day as "2 November". */
    calendarDayMonth: (isoDay: string) => calendarDayMonth.format(startOf(isoDay)),
    /** The same as "2 Nov", for time axes. */
    shortDay: (isoDay: string) => shortDay.format(startOf(isoDay)),
    /** Its month as "November 2026". */
    monthYear: keeping((isoDay: string) => monthYear.format(startOf(isoDay))),
  };
}

function durationFormats(locale: string, { month, monthYear }: ReturnType<typeof dateFormats>) {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const atOnce = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const secondsBetween = (earlier: Instant, later: Instant) =>
    (new Date(later).getTime() - new Date(earlier).getTime()) / 1000;
  return {
    /** The month of the calendar day on which something began. From eleven months back it has the year, since month names
     * repeat. */
    since: (isoDay: string, now: Instant) =>
      secondsBetween(startOf(isoDay), now) / secondsPer.month < 11 ? month(isoDay) : monthYear(isoDay),
    /**
     * "3 days ago", "in 12 days": whole units, cut and not rounded, of the largest unit of which two fit. Never "next
     * week" or "tomorrow", which name calendar days and not a time that has passed.
     */
    ago: (at: Instant, now: Instant) => {
      const seconds = secondsBetween(now, at);
      const unit = units.find((one) => Math.abs(seconds) >= 2 * secondsPer[one]) ?? "minute";
      const whole = Math.trunc(seconds / secondsPer[unit]) || 0;
      return (whole === 0 ? atOnce : relative).format(whole, unit);
    },
  };
}

import { textFound } from "./search-text";

/**
 * Names that the time zone database gave up, and what it calls them now. JavaScript engines list the old ones still;
 * both are the same zone, and both stay valid. Source: IANA time zone database 2025c, files `backward` and `zone.tab`.
 */
const currentNames: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** What the time zone database calls a zone now; a name that it never gave up is given back as it is. */
export const currentTimeZone = (name: string): string => currentNames[name] ?? name;

/**
 * Names that were found to be zones: every page asks for its reader's, and looking one up takes longer than a
 * page should.
 */
const known = new Set<string>();
const mostKnown = 1000;

/**
 * Whether a text names a time zone: whatever `Intl.DateTimeFormat` takes, current names and old ones alike. An offset
 * such as "+05:30" is none: only newer engines take it, and databases read its sign the other way round.
 */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    if (known.size < mostKnown) known.add(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Names that are stored: of places, by the areas of the time zone database, and UTC. The other names of that database are
 * offsets in disguise ("Etc/GMT+5", whose sign is the other way round), or stand for a place ("Japan").
 */
export const zoneOfPlace =
  "^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z][A-Za-z_/-]{0,49})$";
const isOfPlace = (name: string) => new RegExp(zoneOfPlace, "i").test(name);

/**
 * A time zone as people type it, in the way it is stored: without blanks around it, and by the name of a place, or UTC. A
 * name that stands for a place is that place's ("Japan" is "Asia/Tokyo"). Undefined where it is no zone, and for an offset
 * such as "+03:00", which many places have and no place keeps for good.
 */
export function typedTimeZone(text: string): string | undefined {
  const typed = text.trim();
  if (/^[+-]00(?::?00)?$/.test(typed)) return "UTC";
  if (!isTimeZone(typed)) return undefined;
  if (isOfPlace(typed)) return typed;
  const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: typed }).resolvedOptions();
  return isOfPlace(timeZone) ? timeZone : undefined;
}

/**
 * The name by which everything reads a time zone as `Intl.DateTimeFormat` does. PostgreSQL takes a short name such as
 * "CET" or "EST" for an abbreviation with a fixed offset, and Temporal takes none like "IST", so that these go by the
 * name of the zone behind them. A name with a slash, or UTC, is given back as it is. `name` must be a time zone.
 */
export function fullTimeZone(name: string): string {
  if (name.includes("/") || name === "UTC") return name;
  return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
}

/** The first of these that names a time zone, as it was typed; "UTC" when none does. */
export function usableTimeZone(...names: readonly (string | null | undefined)[]): string {
  return names.find((name): name is string => Boolean(name) && isTimeZone(name!)) ?? "UTC";
}

export type TimeZoneArea = { area: string; zones: readonly string[] };

/**
 * The zones to choose from under their current names, by area ("Europe"), areas and zones in alphabetical order; a
 * zone without an area, such as UTC, comes first under "". `stored` is always among them, whatever it is called.
 */
export function offeredTimeZones(stored: string): TimeZoneArea[] {
  const listed = Intl.supportedValuesOf("timeZone").map(currentTimeZone);
  const zones = [...new Set(["UTC", ...listed, ...(isTimeZone(stored) ? [stored] : [])])].sort();
  const areas = [...new Set(zones.map(areaOf))].sort();
  return areas.map((area) => ({ area, zones: zones.filter((zone) => areaOf(zone) === area) }));
}

const areaOf = (zone: string) => zone.slice(0, Math.max(0, zone.indexOf("/")));

/**
 * The zones of `areas` that a text finds in any spelling of case, accents, blanks and underscores, by their current
 * name or one they had before: "calcutta" finds Asia/Kolkata. A text that is itself a zone's name is found as typed.
 */
export function findTimeZones(areas: readonly TimeZoneArea[], text: string): TimeZoneArea[] {
  const wanted = plain(text);
  const typed = typedTimeZone(text);
  const listed = areas.flatMap(({ zones }) => zones);
  if (typed !== undefined && !(listed.includes(typed) && typed === text.trim()))
    return [{ area: areaOf(typed), zones: [typed] }];
  return areas
    .map(({ area, zones }) => ({ area, zones: zones.filter((zone) => textFound(spellings(zone), wanted)) }))
    .filter(({ zones }) => zones.length > 0);
}

/** Blanks, underscores, slashes and hyphens are one in the names of zones. */
const plain = (text: string) => text.replace(/[\s_/-]+/g, " ").trim();

/** A zone's name and its former ones, in one text to search in. */
const spellings = (zone: string) =>
  plain([zone, ...Object.keys(currentNames).filter((former) => currentNames[former] === zone)].join(" "));

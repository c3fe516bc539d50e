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

/**
 * Whether a text names a time zone: whatever `Intl.DateTimeFormat` takes, current names and old ones alike. An offset
 * such as "+05:30" is none: only newer engines take it, and databases read its sign the other way round.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
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
  const listed = Intl.supportedValuesOf("timeZone").map((name) => currentNames[name] ?? name);
  const zones = [...new Set(["UTC", ...listed, stored])].filter(isTimeZone).sort();
  const areas = [...new Set(zones.map(areaOf))].sort();
  return areas.map((area) => ({ area, zones: zones.filter((zone) => areaOf(zone) === area) }));
}

const areaOf = (zone: string) => zone.slice(0, Math.max(0, zone.indexOf("/")));

import pg from "pg";
import { clockAt, instantInZone, minuteInZone } from "@/lib/schedule/local-time";
import { zonesOfEveryKind } from "@/testkit/time-zones";
import { openDatabase } from "../site";
import type { Trial } from "../trial";
import { WallClock } from "./wall-clock";

const parameters = { years: 3 };
const closingTimes = ["00:30", "01:30", "02:30"];
/**
 * Past years: the rules of coming ones change with each release of the time zone database, and Node and PostgreSQL bring
 * their own.
 */
const firstYear = 2023;
const dayMs = 86_400_000;
const kinds = ["skipped", "once", "twice"] as const;

type Found = {
  closes: number;
  skipped: number;
  twice: number;
  otherInstant: number;
  otherKind: number;
  otherShown: number;
  plain: number;
};

/**
 * Cycles that close at 00:30, 01:30 and 02:30 of every night, in zones of every kind: the server, the
 * database and Node's own calendar must mean the same instant, know alike whether the clock skips it or shows
 * it twice, and show it as the minute that was chosen, a skipped one as much later as the clock skips. The
 * control is PostgreSQL’s own conversion, which takes the second of two.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { years }, controls, started, say }) {
    const cluster = await openDatabase(started, "test");
    const admin = new pg.Client({ connectionString: cluster.adminUrl() });
    await admin.connect();
    started.add(() => admin.end());
    const minutes = minutesOf(years);
    const found: Found = {
      closes: 0,
      skipped: 0,
      twice: 0,
      otherInstant: 0,
      otherKind: 0,
      otherShown: 0,
      plain: 0,
    };
    for (const zone of zonesOfEveryKind) {
      const ofZone = compare(zone, minutes, await inDatabase(admin, zone, minutes));
      say(`${zone}: ${ofZone.skipped} skipped, ${ofZone.twice} shown twice`);
      for (const name of Object.keys(found) as (keyof Found)[]) found[name] += ofZone[name];
    }
    return {
      figures: [
        { name: "zones", measured: zonesOfEveryKind.length, atLeast: 24 },
        { name: "years", measured: years, atLeast: parameters.years },
        { name: "closes", measured: found.closes },
        { name: "skipped", measured: found.skipped, atLeast: 1 },
        { name: "shownTwice", measured: found.twice, atLeast: 1 },
      ],
      never: {
        otherInstant: found.otherInstant,
        otherKind: found.otherKind,
        otherShown: found.otherShown,
      },
      controls: controls
        ? [{ name: "PostgreSQL’s own conversion is another instant", found: found.plain }]
        : [],
    };
  },
};

function minutesOf(years: number): string[] {
  const minutes: string[] = [];
  for (let day = Date.UTC(firstYear, 0, 1); day < Date.UTC(firstYear + years, 0, 1); day += dayMs) {
    const date = new Date(day).toISOString().slice(0, 10);
    for (const time of closingTimes) minutes.push(`${date}T${time}`);
  }
  return minutes;
}

type InDatabase = { at: Date; plain: Date };

async function inDatabase(admin: pg.Client, zone: string, minutes: readonly string[]): Promise<InDatabase[]> {
  const { rows } = await admin.query<InDatabase>(
    `select instant_in_zone(m::timestamp, $2) as at, m::timestamp at time zone $2 as plain
     from unnest($1::text[]) with ordinality as given(m, n) order by n`,
    [minutes, zone],
  );
  return rows;
}

function compare(zone: string, minutes: readonly string[], rows: readonly InDatabase[]): Found {
  const clock = new WallClock(zone);
  const all = minutes.map((minute, n) => {
    const { shown, meant } = clock.at(minute);
    const kind = kinds[shown.length]!;
    const instant = instantInZone(minute, zone)?.getTime();
    const display = new Date(meant + clock.offsetAt(meant)).toISOString().slice(0, 16);
    return {
      kind,
      otherInstant: instant !== meant || rows[n]!.at.getTime() !== meant,
      otherKind: clockAt(minute, zone) !== kind,
      otherShown:
        minuteInZone(new Date(meant), zone) !== display || (kind !== "skipped" && display !== minute),
      plain: rows[n]!.plain.getTime() !== meant,
    };
  });
  const count = (is: (one: (typeof all)[number]) => boolean) => all.filter(is).length;
  return {
    closes: all.length,
    skipped: count(({ kind }) => kind === "skipped"),
    twice: count(({ kind }) => kind === "twice"),
    otherInstant: count((one) => one.otherInstant),
    otherKind: count((one) => one.otherKind),
    otherShown: count((one) => one.otherShown),
    plain: count((one) => one.plain),
  };
}

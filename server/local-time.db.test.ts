import { expect, test } from "vitest";
import { instantInZone } from "@/lib/schedule/local-time";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { zonesOfEveryKind } from "@/testkit/time-zones";

const database = freshDatabase();

// Past years: the rules of coming ones change with each release of the time zone database, of which the server and
// PostgreSQL each bring their own. Node 22.23 knows that Morocco left UTC+1 in September 2026, PostgreSQL 18.4 does not.
test("three years of nights in 24 zones: the database and the server mean the same instant", async () => {
  const minutes: string[] = [];
  for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2026, 0, 1); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    // Clocks change in these months; in the others one day of each is enough.
    if (!/-(03|04|09|10|11)-|-15$/.test(date)) continue;
    for (const time of ["00:30", "01:30", "02:30"]) minutes.push(`${date}T${time}`);
  }
  const skippedOrTwice: string[] = [];
  for (const zone of zonesOfEveryKind) {
    const { rows } = await database.admin.query<{ at: Date; plain: Date; shown: boolean }>(
      `select instant_in_zone(m::timestamp, $2) as at, m::timestamp at time zone $2 as plain,
         instant_in_zone(m::timestamp, $2) at time zone $2 = m::timestamp as shown
       from unnest($1::text[]) with ordinality as given(m, n) order by n`,
      [minutes, zone],
    );
    const differing = minutes.filter(
      (minute, n) => instantInZone(minute, zone)?.getTime() !== rows[n]!.at.getTime(),
    );
    expect([zone, differing]).toEqual([zone, []]);
    minutes.forEach((minute, n) => {
      const row = rows[n]!;
      if (!row.shown || row.at.getTime() !== row.plain.getTime()) skippedOrTwice.push(`${zone} ${minute}`);
    });
  }
  // The nights that this is about were among them.
  expect(skippedOrTwice).toContain("Europe/Paris 2025-03-30T02:30");
  expect(skippedOrTwice).toContain("Europe/Paris 2025-10-26T02:30");
  expect(skippedOrTwice.length).toBeGreaterThan(50);
}, 120_000);

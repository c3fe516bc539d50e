import { withClient } from "@/db/setup/create-database";

/** What partners read of a duo of the demo, with the cycles that it names by their numbers. */
export type DemoVerdict = {
  duo_id: string;
  complete: boolean;
  status: string | null;
  previous_status: string | null;
  reason: string;
  since: number | null;
  /** Cycles of the interval in which a trend began. */
  since_from: number | null;
  since_to: number | null;
  fall: number | null;
  level: number | null;
};

/** Number of the cycle that opened on a day. */
const openedOn = (day: string) =>
  `(select number from cycles o where o.org_id = p.org_id and (o.opens_at at time zone o.time_zone)::date = ${day})`;

/** The published rows of a cycle, by duo, read as an administrator. */
export async function demoVerdicts(adminUrl: string, cycleId: string): Promise<Map<string, DemoVerdict>> {
  const { rows } = await withClient(adminUrl, (client) =>
    client.query<DemoVerdict>(
      `select p.duo_id, p.complete, p.status, p.previous_status, p.reason, c.number as since, p.level, p.fall,
         ${openedOn("p.since_from_on")} as since_from, ${openedOn("p.since_to_on")} as since_to
       from published_duos p
       left join cycles c on c.org_id = p.org_id and c.id = p.since_cycle_id where p.cycle_id = $1`,
      [cycleId],
    ),
  );
  return new Map(rows.map((row) => [row.duo_id, row]));
}

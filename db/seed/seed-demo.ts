import type pg from "pg";
import { DAY_MS } from "@/lib/domain/days";
import { insertRows } from "../queries/insert-rows";
import { notedActions } from "../schema";
import { asOwner } from "../setup/as-owner";
import { withClient } from "../setup/create-database";
import { type DemoRows, demoRows } from "./demo";
import { insertDemo } from "./insert";
import { insertSchedule } from "./schedule";
import { helpedIn } from "./stories";

/** A published cycle reads as published shortly after its close. */
const publishedAfterMinutes = 5;

/**
 * Fills an empty demo database: rows as the owner, then every closed cycle through `publish`, the code that publishes
 * any cycle, with the clock set to the moment when that happened.
 */
export async function seedDemo(
  migrateUrl: string,
  publish: (orgId: string, cycleId: string) => Promise<unknown>,
): Promise<DemoRows> {
  return withClient(migrateUrl, async (owner) => {
    const { rows: clock } = await owner.query<{ now: Date }>("select now() as now");
    const rows = demoRows(clock[0]!.now);
    await asOwner(owner, () => insertDemo(owner, rows));
    for (const cycle of rows.cycles.filter(({ state }) => state === "closed")) {
      await owner.query(
        "update installation set clock_offset = $1::timestamptz + make_interval(mins => $2) - now()",
        [cycle.closesAt, publishedAfterMinutes],
      );
      await publish(rows.organization.id, cycle.id);
    }
    await owner.query("update installation set clock_offset = '0'");
    await asOwner(owner, () => insertActions(owner, rows));
    await asOwner(owner, () => insertSchedule(owner, rows, clock[0]!.now));
    // Old news: nobody is to be told now what happened months ago. Each mail left when its cycle was published, or at
    // the beginning, which no legal transition could say afterwards.
    await asOwner(owner, async () => {
      await owner.query("alter table outbox disable trigger outbox_transition");
      await owner.query(
        `update outbox o set sent_at = told.at, queued_at = told.at, attempts = 1 from (
           select m.id, coalesce(c.published_at, org.created_at) as at from outbox m join organizations org on org.id = m.org_id
           left join cycles c on c.org_id = m.org_id and c.id = (m.payload ->> 'cycleId')::uuid) told
         where told.id = o.id`,
      );
      await owner.query("alter table outbox enable trigger outbox_transition");
    });
    return rows;
  });
}

/** What the VP did for the duos that recover after it, in the days after their first diverging row was published. */
async function insertActions(owner: pg.ClientBase, { organization, cycles, duos, people }: DemoRows) {
  const cycle = cycles.find(({ number }) => number === helpedIn)!;
  const vp = people.find(({ externalId }) => externalId === "persona-vp")!;
  const notedAt = new Date(cycle.closesAt.getTime() + 4 * DAY_MS);
  const kinds = ["facilitated", "re-scoped"] as const;
  await insertRows(
    owner,
    notedActions,
    duos
      .filter(({ told }) => told.story === "helped")
      .map(({ row }, index) => ({
        orgId: organization.id,
        duoId: row.id,
        cycleId: cycle.id,
        doneOn: notedAt.toISOString().slice(0, 10),
        kind: kinds[index % kinds.length]!,
        notedBy: vp.id,
        notedAt,
      })),
  );
}

import type pg from "pg";
import { minuteInZone } from "@/lib/schedule/local-time";
import { type ScheduleRule, windowsAfter } from "@/lib/schedule/rule";
import { insertRows } from "../queries/insert-rows";
import { schedules } from "../schema";
import type { DemoRows } from "./demo";
import { drawFrom } from "./draw";
import { companyZone } from "./organization";

/** As many coming cycles as home shows. */
const AHEAD = 3;

/** Lets the demo's next cycles open by themselves, a month apart and on the day of the month on which the open one did. */
export async function insertSchedule(
  owner: pg.ClientBase,
  { organization, cycles }: DemoRows,
  now: Date,
): Promise<void> {
  const open = cycles.at(-1)!;
  const rule: ScheduleRule = {
    rhythm: "monthly",
    firstDay: minuteInZone(open.opensAt, companyZone).slice(0, 10),
    opensTime: "09:00",
    closesTime: "18:00",
    days: 21,
    timeZone: companyZone,
    sharingMode: "scoped",
  };
  const draw = drawFrom(20_263);
  await insertRows(owner, schedules, [{ orgId: organization.id, ...rule }]);
  const windows = windowsAfter(rule, { after: minuteInZone(now, companyZone), fromSlot: 1, count: AHEAD });
  // In SQL with these columns alone, because a trigger works out the instants.
  for (const { slot, opensLocal, closesLocal } of windows) {
    await owner.query(
      "insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone) values ($1, $2, $3, $4, $5, $6)",
      [organization.id, draw.uuid(), slot, opensLocal, closesLocal, companyZone],
    );
  }
}

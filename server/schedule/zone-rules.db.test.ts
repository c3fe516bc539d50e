import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import { dayInZone } from "@/lib/schedule/local-time";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { extendCycle, openCycle } from "../cycles";
import { planAhead } from "./plan-ahead";
import { loadSchedule, saveSchedule, shiftPlannedCycle } from "./schedule";

const database = freshDatabase();
/** Its rules do not change: those of Node and PostgreSQL may differ where a government changed them lately. */
const zone = "Asia/Kathmandu";
const inDays = (days: number, time: string) =>
  `${dayInZone(new Date(Date.now() + days * 86_400_000), zone)}T${time}`;
const opening = { closesLocal: inDays(20, "18:00"), timeZone: zone, sharingMode: "scoped" };
const rule = {
  rhythm: "monthly",
  firstDay: inDays(30, "09:00").slice(0, 10),
  opensTime: "09:00",
  closesTime: "18:00",
  days: 21,
  timeZone: zone,
  sharingMode: "scoped",
  revision: 0,
};

let made: MadeOrganization;
let ada: Viewer;
let definition: string;

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
  });
  ada = viewerOf(made, "Ada", { isAdmin: true });
  const { rows } = await database.admin.query(
    "select pg_get_functiondef('instant_in_zone(timestamp, text)'::regprocedure) as definition",
  );
  definition = rows[0].definition;
});
afterEach(() => database.admin.query(definition));

/** Gives the database rules by which the zone's clock stands an hour off, as an older PostgreSQL has them. */
const ageRules = () =>
  database.admin.query(
    `create or replace function instant_in_zone(local_minute timestamp, zone text) returns timestamptz language sql stable
     as $$ select (local_minute at time zone zone) + interval '1 hour' $$`,
  );
const windows = async () =>
  (
    await database.admin.query(
      "select closes_at from cycles where org_id = $1 union all select opens_at from planned_cycles where org_id = $1 and state = 'planned' order by 1",
      [made.orgId],
    )
  ).rows;

describe("where the database has other rules of a time zone than the server", () => {
  test("no cycle opens at another time than was chosen", async () => {
    await ageRules();
    await expect(openCycle(ada, opening)).rejects.toMatchObject({ fields: { timeZone: "other-rules" } });
    await expect(saveSchedule(ada, rule)).rejects.toMatchObject({ fields: { timeZone: "other-rules" } });
    expect(await windows()).toEqual([]);
  });

  test("none is moved to another time than was chosen", async () => {
    const { cycleId } = await openCycle(ada, opening);
    await saveSchedule(ada, rule);
    const [first] = (await loadSchedule(ada)).ahead;
    const before = await windows();
    await ageRules();
    await expect(
      extendCycle(ada, { cycleId, closesLocal: inDays(22, "18:00"), shown: opening.closesLocal }),
    ).rejects.toMatchObject({
      fields: { closesLocal: "other-rules" },
    });
    await expect(
      shiftPlannedCycle(ada, {
        plannedId: first!.id,
        opensLocal: inDays(31, "09:00"),
        shown: first!.opensLocal,
      }),
    ).rejects.toMatchObject({ fields: { opensLocal: "other-rules" } });
    expect(await windows()).toEqual(before);
  });

  test("what is planned by itself keeps the database's time and says so", async () => {
    await saveSchedule(ada, rule);
    expect((await loadSchedule(ada)).ahead.map(({ clock }) => clock.opens)).toEqual([null, null, null]);
    await database.arrange("delete from planned_cycles where org_id = $1", [made.orgId]);
    await ageRules();
    await withViewer(ada, (tx) => planAhead(tx, made.orgId));
    const { ahead } = await loadSchedule(ada);
    expect(ahead).toHaveLength(3);
    for (const { clock } of ahead) expect(clock).toEqual({ opens: "other-rules", closes: "other-rules" });
  });
});

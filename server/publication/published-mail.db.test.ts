import { expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle, withdrawCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

test("the mail to leaders says which published cycles opened in the same month, among which this one is named", async () => {
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true, leads: "Company" }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 4 },
  });
  const ada = viewerOf(made, "Ada", { isAdmin: true });
  /** Publishes the open cycle as one that opened on this day, and gives what its mail says. */
  const publishOpenedOn = async (day: string, cycleId: string) => {
    await closeCycle(ada, { cycleId });
    await database.arrange("update cycles set opens_at = $2, closes_at = $3 where id = $1", [
      cycleId,
      `${day}T09:00Z`,
      `${day}T10:00Z`,
    ]);
    await publishCycle(made.orgId, cycleId);
    const { rows } = await database.admin.query<{ person_id: string; payload: unknown }>(
      "select person_id, payload from outbox where kind = 'cycle-published' and key like $1",
      [`%${cycleId}%`],
    );
    return rows;
  };
  const next = async () => {
    const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
    return (await openCycle(ada, { closesLocal, timeZone: "UTC", sharingMode: "scoped" })).cycleId;
  };
  const mail = (cycleId: string, number: string, { opensOn, among }: Record<"opensOn" | "among", string>) => [
    { person_id: ada.personId, payload: { cycleId, number, opensOn, among, shows: "nothing" } },
  ];

  const february = made.cycleId;
  expect(await publishOpenedOn("2026-02-20", february)).toEqual(
    mail(february, "4", { opensOn: "2026-02-20", among: "2026-02-20" }),
  );
  const march = await next();
  expect(await publishOpenedOn("2026-03-02", march)).toEqual(
    mail(march, "5", { opensOn: "2026-03-02", among: "2026-03-02" }),
  );
  const withdrawn = await next();
  await publishOpenedOn("2026-03-12", withdrawn);
  await withdrawCycle(ada, { cycleId: withdrawn, reason: "The roster was wrong." });
  expect(
    (await database.admin.query("select person_id, payload from outbox where kind = 'cycle-withdrawn'")).rows,
  ).toEqual([
    {
      person_id: ada.personId,
      payload: { cycleId: withdrawn, number: "6", opensOn: "2026-03-12", among: "2026-03-12 2026-03-02" },
    },
  ]);
  const second = await next();
  expect(await publishOpenedOn("2026-03-22", second)).toEqual(
    mail(second, "7", { opensOn: "2026-03-22", among: "2026-03-22 2026-03-02" }),
  );
});

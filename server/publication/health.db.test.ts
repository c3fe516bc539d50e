import { expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { answeredCycle } from "@/testkit/scenes/answered-cycle";
import { closeCycle, loadProgram, openCycle, withdrawCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

/** A published cycle of so many duos, whose answers differ; each survey took three minutes, but for three. */
async function published(duos: number, promise: string = promiseVersion) {
  const made = await answeredCycle(database.admin, {
    duos,
    answersOf: (duo, side) =>
      evenAnswers((1 + ((Number(duo.slice(3)) + (side === "ic" ? 0 : 1)) % 5)) as 1 | 2 | 3 | 4 | 5),
  });
  await database.arrange(
    `update responses r set answering_seconds = case when t.place <= 3 then 241 else 180 end
     from (select author_id, row_number() over (order by author_id) as place from responses where org_id = $1) t
     where r.org_id = $1 and r.author_id = t.author_id`,
    [made.orgId],
  );
  await database.arrange("update cycles set promise_version = $2 where id = $1", [made.cycleId, promise]);
  await closeCycle(made.viewer("Ada"), { cycleId: made.cycleId });
  await publishCycle(made.orgId, made.cycleId);
  return made;
}

test("the admin reads how the survey works over thirty people, from the publication on", async () => {
  const made = await published(15);
  const { health } = await loadProgram(made.viewer("Ada"));
  expect(health).toMatchObject({ number: 4, people: 30, surveys: 30, inTime: 90 });
  expect(health!.alpha).toBeGreaterThan(50);
  expect(health!.items.length).toBeGreaterThan(10);
  expect(health!.items.every(({ n }) => n === 30)).toBe(true);

  await withdrawCycle(made.viewer("Ada"), { cycleId: made.cycleId, reason: "The roster was wrong." });
  expect((await loadProgram(made.viewer("Ada"))).health).toBeNull();
});

test("a year later the anchors are compared with their first figures, once", async () => {
  const made = await published(30);
  const ada = made.viewer("Ada");
  expect((await loadProgram(ada)).health!.lastCheck).toBeNull();
  const aMonthOrAYearLater = (by: string) =>
    database.arrange(
      `set session_replication_role = replica;
       update cycles set opens_at = opens_at - interval '${by}', closes_at = closes_at - interval '${by}' where org_id = '${made.orgId}';
       reset session_replication_role`,
    );
  /** The next cycle, in which the IC side answers DQ1 two steps higher than managers. */
  const next = async () => {
    const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
    const { cycleId } = await openCycle(ada, { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
    await answerFor(database.admin, { ...made, cycleId }, (duo, side) => ({
      ...evenAnswers((1 + (Number(duo.slice(3)) % 5)) as 1 | 2 | 3 | 4 | 5),
      DQ1: side === "ic" ? 4 : 2,
    }));
    await closeCycle(ada, { cycleId });
    await publishCycle(made.orgId, cycleId);
    return (await loadProgram(ada)).health!.lastCheck;
  };
  await aMonthOrAYearLater("11 months");
  expect(await next()).toBeNull();
  await aMonthOrAYearLater("1 month");
  const check = await next();
  expect(check).toMatchObject({ number: 6, since: 4 });
  const of = (code: string) => check!.anchors.find((anchor) => anchor.code === code)!;
  expect(of("DQ1")).toMatchObject({ n: 60, role: { points: 50 }, drift: ["rest", "role"] });
  expect(of("OT1").drift).toEqual([]);
  await aMonthOrAYearLater("1 month");
  expect(await next()).toEqual(check);
});

test.each([
  ["below thirty people", 14, undefined],
  ["in a cycle whose promise does not name it", 15, "4"],
])("%s nothing of it is written", async (_, duos, promise) => {
  const made = await published(duos, promise);
  expect((await loadProgram(made.viewer("Ada"))).health).toBeNull();
  const { rows } = await database.admin.query("select from published_health where org_id = $1", [made.orgId]);
  expect(rows).toEqual([]);
});

import { expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { evenAnswers } from "@/testkit/factories/answers";
import { answeredCycle } from "@/testkit/scenes/answered-cycle";
import { closeCycle, loadProgram, withdrawCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

/** A published cycle of so many duos, whose answers differ; each survey took three minutes, but for three. */
async function published(duos: number) {
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

test("below thirty people nothing of it is written", async () => {
  const made = await published(14);
  expect((await loadProgram(made.viewer("Ada"))).health).toBeNull();
  const { rows } = await database.admin.query("select from published_health where org_id = $1", [made.orgId]);
  expect(rows).toEqual([]);
});

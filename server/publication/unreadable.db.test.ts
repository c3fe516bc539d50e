import { beforeEach, describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { type AnsweredCycle, answeredCycle } from "@/testkit/scenes/answered-cycle";
import { loadAuditLog } from "../audit/read";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();
let made: AnsweredCycle;
beforeEach(async () => {
  made = await answeredCycle(database.admin, { duos: 3 });
});

const closeAndPublish = async (cycleId: string) => {
  await closeCycle(made.viewer("Ada"), { cycleId });
  return publishCycle(made.orgId, cycleId);
};
/** Changes one bit of a sealed value. */
const tamper = (table: string, column: string, where: string) =>
  database.arrange(
    `update ${table} set ${column} = set_byte(${column}, 20, get_byte(${column}, 20) # 1) where org_id = '${made.orgId}' and ${where}`,
  );
async function completeOnes(cycleId: string): Promise<string[]> {
  const { rows } = await database.admin.query<{ duo_id: string }>(
    "select duo_id from published_duo_partners where cycle_id = $1 and complete",
    [cycleId],
  );
  const nameOf = new Map(Object.entries(made.duos).map(([name, id]) => [id, name]));
  return rows.map(({ duo_id }) => nameOf.get(duo_id)!).sort();
}
/** What the admin's audit log says was left out. */
async function leftOut(): Promise<(string | null)[]> {
  const { lines } = await loadAuditLog(made.viewer("Ada"), 1);
  return lines
    .filter(({ action }) => action === "answers.unreadable")
    .map(({ subject }) => subject?.id ?? null);
}

describe("publishing a cycle with stored values that do not open", () => {
  test("nothing is left out while all of them open", async () => {
    await closeAndPublish(made.cycleId);
    expect([await completeOnes(made.cycleId), await leftOut()]).toEqual([["duo0", "duo1", "duo2"], []]);
  });

  test.each(["S", "A", "trust"])(
    "leaves out the duo of a changed %s part and says so to admins",
    async (partClass) => {
      const author = made.people.Manager1!.id;
      await tamper("response_parts", "answers", `author_id = '${author}' and class = '${partClass}'`);
      await closeAndPublish(made.cycleId);
      expect(await completeOnes(made.cycleId)).toEqual(["duo0", "duo2"]);
      expect(await leftOut()).toEqual([made.duos.duo1]);
      const { rows } = await database.admin.query("select from person_scores where duo_id = $1", [
        made.duos.duo1,
      ]);
      expect(rows).toEqual([]);
    },
  );

  test("publishes nothing when most of them do not open: then a key is wrong, not a row", async () => {
    await tamper("response_parts", "answers", `duo_id in ('${made.duos.duo0}', '${made.duos.duo1}')`);
    await expect(closeAndPublish(made.cycleId)).rejects.toThrow(
      /is not published: what is stored of 2 of 3 duos does not open/,
    );
    expect([await completeOnes(made.cycleId), await leftOut()]).toEqual([[], []]);
    const { rows } = await database.admin.query("select state from cycles where id = $1", [made.cycleId]);
    expect(rows).toEqual([{ state: "closed" }]);
  });

  test.each([
    ["person_scores", "scores"],
    ["published_duo_evidence", "evidence"],
  ])("goes on without an earlier value of %s that was changed", async (table, column) => {
    await closeAndPublish(made.cycleId);
    await tamper(table, column, `duo_id = '${made.duos.duo2}'`);
    const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
    const next = await openCycle(made.viewer("Ada"), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
    await answerFor(database.admin, { ...made, cycleId: next.cycleId }, () => evenAnswers(3));
    await closeAndPublish(next.cycleId);
    expect(await completeOnes(next.cycleId)).toEqual(["duo0", "duo1", "duo2"]);
    expect(await leftOut()).toEqual([made.duos.duo2]);
  });
});

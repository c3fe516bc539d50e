import { eq, inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { beforeEach, describe, expect, test } from "vitest";
import { dataKeyOf } from "@/db/encryption/data-key";
import { SealBroken } from "@/db/encryption/envelope";
import { openEvidence, openFigures, openPart, sealPart } from "@/db/encryption/sealed-rows";
import { personScores, publishedDuoEvidence, responseParts } from "@/db/schema";
import type { Answers } from "@/lib/instrument/answers";
import { dimensionScores, personScore } from "@/lib/scoring/person";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { evenAnswers } from "@/testkit/factories/answers";
import { type AnsweredCycle, answeredCycle } from "@/testkit/scenes/answered-cycle";
import { closeCycle } from "./cycles";
import { loadDuo } from "./duos/duo";
import { publishCycle } from "./publication/publish-cycle";
import { loadSurvey } from "./responses";

const database = freshDatabase();
let made: AnsweredCycle;
let other: AnsweredCycle;
beforeEach(async () => {
  made = await answeredCycle(database.admin, { duos: 2 });
  other = await answeredCycle(database.admin, { duos: 1 });
});

const db = () => drizzle(database.admin);
const surveyOf = (duo: string) => ({ cycleId: made.cycleId, duoId: made.duos[duo] });

describe("answers", () => {
  /** Opens every stored part of both organizations as its row says whose it is; returns how many did not open. */
  async function closedParts(): Promise<number> {
    let closed = 0;
    const ours = inArray(responseParts.orgId, [made.orgId, other.orgId]);
    for (const row of await db().select().from(responseParts).where(ours)) {
      const key = await dataKeyOf(db(), row.orgId);
      try {
        openPart(key, row, row.answers);
      } catch (error) {
        expect(error).toBeInstanceOf(SealBroken);
        closed += 1;
      }
    }
    return closed;
  }
  /** Where the first partner's shared answers of the first duo are. */
  const row = () =>
    `org_id = '${made.orgId}' and duo_id = '${made.duos.duo0}' and author_id = '${made.people.Ic0!.id}' and class = 'S'`;

  test("open where they were written", async () => {
    expect(await closedParts()).toBe(0);
    const { stored } = await loadSurvey(made.viewer("Ic0"), surveyOf("duo0"));
    expect(stored.answers).toEqual(evenAnswers(4));
  });

  test("are as long for can't say as for any answer", async () => {
    const key = await dataKeyOf(db(), made.orgId);
    const [part] = await db().select().from(responseParts).limit(1);
    const any: Answers[] = [{ TR1: 5 }, { TR1: "na" }, {}];
    const lengths = any.map((answers) => sealPart(key, part!, answers).length);
    expect(new Set(lengths).size).toBe(1);
  });

  test.each([
    ["author", () => `author_id = '${made.people.Ic1!.id}'`],
    ["duo", () => `duo_id = '${made.duos.duo1}'`],
    ["cycle", () => `cycle_id = '${other.cycleId}'`],
    ["class", () => "class = 'comment'"],
    ["stage", () => "stage = 'draft'"],
    ["organization", () => `org_id = '${other.orgId}'`],
  ])("moved to another %s do not open", async (_, change) => {
    // Every class has a row: the one of this class is removed, so that another one can be moved there.
    await database.arrange("delete from response_parts where class = 'comment'");
    const { rowCount } = await database.arrange(`update response_parts set ${change()} where ${row()}`);
    expect(rowCount).toBe(1);
    expect(await closedParts()).toBe(1);
  });

  test("changed by a bit are shown to neither partner", async () => {
    await database.arrange(
      `update response_parts set answers = set_byte(answers, 20, get_byte(answers, 20) # 1) where ${row()}`,
    );
    await expect(loadSurvey(made.viewer("Ic0"), surveyOf("duo0"))).rejects.toThrow(SealBroken);
    for (const name of ["Ic0", "Manager0"]) {
      const page = await loadDuo(made.viewer(name), { duoId: made.duos.duo0 });
      expect([page.reveal, page.trust]).toEqual([undefined, undefined]);
      expect(page.unreadable.answers).toMatch(/^unreadable-[0-9a-f]{8}$/);
    }
    expect((await loadDuo(made.viewer("Ic1"), { duoId: made.duos.duo1 })).reveal).toBeDefined();
  });
});

describe("scores and evidence", () => {
  test("open for their own duo, cycle, side and history alone", async () => {
    await closeCycle(made.viewer("Ada"), { cycleId: made.cycleId });
    await publishCycle(made.orgId, made.cycleId);
    const key = await dataKeyOf(db(), made.orgId);
    const scores = await db().select().from(personScores).where(eq(personScores.orgId, made.orgId));
    const evidence = await db()
      .select()
      .from(publishedDuoEvidence)
      .where(eq(publishedDuoEvidence.orgId, made.orgId));
    expect([scores.length, evidence.length]).toEqual([4, 2]);
    const expected = personScore(dimensionScores(evenAnswers(4)));
    const elsewhere = { cycleId: other.cycleId, duoId: other.duos.duo0! };
    for (const row of scores) {
      expect(openFigures(key, row, row.scores).score).toBe(expected);
      const moved = { ...elsewhere, side: row.side === "ic" ? "manager" : "ic" };
      for (const [column, value] of Object.entries(moved)) {
        expect(() => openFigures(key, { ...row, [column]: value }, row.scores)).toThrow(SealBroken);
      }
    }
    for (const row of evidence) {
      expect(openEvidence(key, row, row.evidence)).toHaveProperty("state");
      for (const [column, value] of Object.entries({ ...elsewhere, history: "scoped" })) {
        expect(() => openEvidence(key, { ...row, [column]: value }, row.evidence)).toThrow(SealBroken);
      }
    }
    const foreign = await dataKeyOf(db(), other.orgId);
    expect(() => openFigures(foreign, scores[0]!, scores[0]!.scores)).toThrow(SealBroken);
  });
});

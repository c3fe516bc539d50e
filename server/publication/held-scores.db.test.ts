import { expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { answerClass } from "@/lib/instrument/confidentiality";
import { itemByCode } from "@/lib/instrument/instrument";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers, storedEvidence } from "@/testkit/factories/answers";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();
const PAIRS = 8;
const duoOf = (n: number) => ({ ic: `ic ${n}`, manager: `manager ${n}` });
const numbers = Array.from({ length: 2 * PAIRS }, (_, n) => n);

/** The best answers to what a partner never sees of the other's core. */
const hiddenAtBest: Answers = { DQ2: "a", OT2: 5, TI2: 1, TR1: 5 };

/**
 * Two duos each answer alike what partners see. What is hidden is at its best in one of them, and one answer below in the
 * other.
 */
function answersOf(n: number): Answers {
  const seen = Object.keys(evenAnswers(5)).filter((code) => answerClass(itemByCode(code)) === "S");
  const pair = Math.floor(n / 2);
  const places = seen.map((code, index) => [code, 1 + ((pair + Math.floor((pair * (index + 1)) / 7)) % 5)]);
  const hidden = n % 2 === 0 ? hiddenAtBest : { ...hiddenAtBest, TR1: 4 };
  return { ...evenAnswers(5), ...Object.fromEntries(places), ...hidden };
}

test("no level, exact or shown, tells that all hidden answers are the best there are", async () => {
  const made = await createOrganization(database.admin, {
    people: {
      Ada: { admin: true },
      ...Object.fromEntries(numbers.flatMap((n) => Object.values(duoOf(n)).map((name) => [name, {}]))),
    },
    duos: Object.fromEntries(numbers.map((n) => [String(n), duoOf(n)])),
    cycle: { number: 4 },
  });
  const admin = viewerOf(made, "Ada", { isAdmin: true });
  const answerAndPublish = async (cycleId: string) => {
    await answerFor(database.admin, { ...made, cycleId }, (duo) => answersOf(Number(duo)));
    await closeCycle(admin, { cycleId });
    await publishCycle(made.orgId, cycleId);
  };
  await answerAndPublish(made.cycleId);
  const { cycleId } = await openCycle(admin, {
    closesLocal: inTwoWeeks(),
    timeZone: "UTC",
    sharingMode: "scoped",
  });
  await answerAndPublish(cycleId);

  const evidence = await storedEvidence(database.admin, cycleId);
  const published = await database.admin.query<{ duo_id: string; level: number }>(
    "select duo_id, level from published_duos where cycle_id = $1 and level is not null",
    [cycleId],
  );
  const shown = new Map(published.rows.map(({ duo_id, level }) => [duo_id, level]));
  expect(shown.size).toBe(2 * PAIRS);
  const levels = new Set<number>();
  for (const n of numbers.filter((n) => n % 2 === 0)) {
    const [best, below] = [made.duos[String(n)]!, made.duos[String(n + 1)]!];
    expect(evidence.get(best)!.level).toBeCloseTo(evidence.get(below)!.level!, 10);
    expect(shown.get(best)).toBe(shown.get(below));
    levels.add(shown.get(best)!);
  }
  expect(levels.size).toBeGreaterThan(1);
});

function inTwoWeeks(): string {
  return new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
}

import { expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { answerClass } from "@/lib/instrument/confidentiality";
import { itemByCode } from "@/lib/instrument/instrument";
import { publishedLevel } from "@/lib/publication/rounding";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers, storedEvidence } from "@/testkit/factories/answers";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();
const DUOS = 60;
const duoOf = (n: number) => ({ ic: `ic ${n}`, manager: `manager ${n}` });
const numbers = Array.from({ length: DUOS }, (_, n) => n);

/** The best answers to what a partner never sees of the other's core. */
const hiddenAtBest: Answers = { DQ2: "a", OT2: 5, TI2: 1, TR1: 5 };

/** All that is hidden is at its best; what the partner sees differs from duo to duo. */
function bestWhereHidden(n: number): Answers {
  const seen = Object.keys(evenAnswers(5)).filter((code) => answerClass(itemByCode(code)) === "S");
  const places = seen.map((code, index) => [code, 1 + ((n + Math.floor((n * (index + 1)) / 7)) % 5)]);
  return { ...evenAnswers(5), ...Object.fromEntries(places), ...hiddenAtBest };
}

test("no level tells that all of a partner's hidden answers are the best there are", async () => {
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
    await answerFor(database.admin, { ...made, cycleId }, (duo) => bestWhereHidden(Number(duo)));
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
  const rows = published.rows.map(({ duo_id, level }) => ({
    shown: level,
    engine: evidence.get(duo_id)!.level!,
  }));
  expect(rows).toHaveLength(DUOS);
  // Held a little lower: those just above a step are shown below it, and none is shown higher.
  const moved = rows.filter(({ shown, engine }) => shown !== publishedLevel(engine));
  expect(moved.length).toBeGreaterThan(0);
  for (const { shown, engine } of moved) expect(publishedLevel(engine) - shown).toBe(5);
});

function inTwoWeeks(): string {
  return new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
}

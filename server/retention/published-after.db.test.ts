import { expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers, storedEvidence } from "@/testkit/factories/answers";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { removeDueAnswers } from "../jobs/remove-answers";
import { publishCycle } from "../publication/publish-cycle";

const database = freshDatabase();
const DUOS = 30;
const CYCLES = 7;
const numbers = Array.from({ length: DUOS }, (_, n) => n);
const duoOf = (n: number) => ({ ic: `ic ${n}`, manager: `manager ${n}` });

/** Answers that wobble; every fifth duo falls from the fifth cycle on, and in every seventh the two move apart. */
function answersIn(cycle: number, n: number, side: "ic" | "manager"): Answers {
  const late = Math.max(0, cycle - 4);
  const fall = n % 5 === 0 ? late : n % 7 === 0 && side === "ic" ? late : 0;
  const base = evenAnswers(4);
  const codes = Object.keys(base).filter((code) => typeof base[code] === "number");
  const wobble = codes.map((code, at) => {
    const noise = ((n + 3) * (at + 5) * (cycle + 2) * (side === "ic" ? 7 : 11)) % 13;
    const step = noise < 3 ? -1 : noise > 10 ? 1 : 0;
    return [code, Math.min(5, Math.max(1, 4 + step - fall))];
  });
  return { ...base, ...Object.fromEntries(wobble) };
}

const published = [
  "published_duos",
  "published_duo_partners",
  "published_cells",
  "published_constants",
  "published_unit_counts",
  "published_drivers",
  "published_health",
  "cell_readers",
  "cell_unsafe_people",
];

async function figuresOf(cycleId: string) {
  const tables: Record<string, unknown> = {};
  for (const table of published) {
    const { rows } = await database.admin.query(
      `select (to_jsonb(t) - 'published_at')::text as row from ${table} t where cycle_id = $1 order by 1`,
      [cycleId],
    );
    tables[table] = rows.map(({ row }) => row);
  }
  return { tables, evidence: await storedEvidence(database.admin, cycleId) };
}

/** Takes a publication back as no role of the product can, so that the same cycle can be published once more. */
async function unpublish(cycleId: string): Promise<void> {
  const written = [
    ...published,
    "published_duo_evidence",
    "person_scores",
    "published_links",
    "publications",
  ];
  for (const table of written) await database.arrange(`delete from ${table} where cycle_id = $1`, [cycleId]);
  await database.arrange("delete from outbox where kind = 'cycle-published'");
  await database.arrange("update cycles set state = 'closed', published_at = null where id = $1", [cycleId]);
}

test("a cycle is published with the same figures when the raw answers of all earlier ones are gone", async () => {
  const made = await createOrganization(database.admin, {
    people: {
      Ada: { admin: true },
      Vera: { leads: "Company" },
      ...Object.fromEntries(numbers.flatMap((n) => Object.values(duoOf(n)).map((name) => [name, {}]))),
    },
    duos: Object.fromEntries(numbers.map((n) => [String(n), duoOf(n)])),
    cycle: { number: 1 },
  });
  const admin = viewerOf(made, "Ada", { isAdmin: true });
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  let cycleId = made.cycleId;
  for (let cycle = 1; cycle <= CYCLES; cycle++) {
    if (cycle > 1) {
      ({ cycleId } = await openCycle(admin, { closesLocal, timeZone: "UTC", sharingMode: "scoped" }));
    }
    await answerFor(database.admin, { ...made, cycleId }, (duo, side) => answersIn(cycle, Number(duo), side));
    await closeCycle(admin, { cycleId });
    await publishCycle(made.orgId, cycleId);
  }
  const before = await figuresOf(cycleId);
  const { rows: changed } = await database.admin.query(
    "select status, fall, since_on from published_duos where cycle_id = $1 and status = 'diverging'",
    [cycleId],
  );
  // Dates and falls come from the cycles before.
  expect(changed.some(({ fall, since_on }) => fall !== null && since_on !== null)).toBe(true);

  await unpublish(cycleId);
  await database.arrange("update installation set clock_offset = '25 months'");
  await removeDueAnswers();
  const { rows: left } = await database.admin.query("select distinct cycle_id from response_parts");
  expect(left).toEqual([{ cycle_id: cycleId }]);
  expect(await publishCycle(made.orgId, cycleId)).toBe("published");
  expect(await figuresOf(cycleId)).toEqual(before);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { registry } from "@/lib/instrument/instrument";
import { addVersion, type VersionChange } from "@/lib/instrument/versions/versions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers, storedEvidence } from "@/testkit/factories/answers";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import testVersion from "@/testkit/instrument-1.1.0.json" with { type: "json" };
import { closeCycle, loadProgram, openCycle, withdrawCycle } from "../cycles";
import { loadSurvey } from "../responses";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

const both = "1.1.0-linking";
const next = "1.1.0";

beforeAll(() => addVersion(testVersion as unknown as VersionChange));
// The registry belongs to the process, which the mutation of policies runs this file in many times.
afterAll(() => {
  for (const version of [both, next]) registry.delete(version);
});

/** Answers of a duo in which ST1 differs from duo to duo: the old wording, and the new one. */
type Wording = (place: number) => { old: number; renewed: number };

const same: Wording = (place) => ({ old: 1 + (place % 5), renewed: 1 + (place % 5) });
const oneHigher: Wording = (place) => ({ old: 1 + (place % 4), renewed: 2 + (place % 4) });
const unrelated: Wording = (place) => ({ old: 1 + (place % 5), renewed: 4 + (Math.floor(place / 5) % 2) });

/** An organization of so many duos that answers three cycles: the old questions, both wordings, the new questions. */
async function threeCycles(duos: number, wording: Wording, ease = 4) {
  const names = Array.from({ length: duos }, (_, n) => [`ic ${n}`, `manager ${n}`] as const);
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, ...Object.fromEntries(names.flat().map((name) => [name, {}])) },
    duos: Object.fromEntries(names.map(([ic, manager], n) => [String(n), { ic, manager }])),
    cycle: { number: 1 },
  });
  const admin = viewerOf(made, "Ada", { isAdmin: true });
  const open = async (questions?: string) => {
    const opening = { closesLocal: inTwoWeeks(), timeZone: "UTC", sharingMode: "scoped", questions };
    return (await openCycle(admin, opening)).cycleId;
  };
  const answer = async (cycleId: string, answersOf: (said: ReturnType<Wording>) => Answers) => {
    await answerFor(database.admin, { ...made, cycleId }, (duo) => answersOf(wording(Number(duo))));
    await closeCycle(admin, { cycleId });
    await publishCycle(made.orgId, cycleId);
    return cycleId;
  };
  const first = await answer(made.cycleId, ({ old }) => ({ ...evenAnswers(3), ST1: old }));
  const linking = await answer(await open(both), ({ old, renewed }) => ({
    ...evenAnswers(3),
    ST1: old,
    ST1_new: renewed,
  }));
  const last = await answer(await open(), ({ renewed }) => ({ ...evenAnswers(3), ST1: renewed, EASE: ease }));
  return { made, admin, open, answer, cycles: [first, linking, last] as const };
}

const inTwoWeeks = () => new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
const linksOf = async (cycleId: string) =>
  (await database.admin.query("select * from published_links where cycle_id = $1", [cycleId])).rows;
const versionsOf = async (orgId: string) =>
  (
    await database.admin.query<{ version: string; broke: boolean }>(
      "select p.instrument_version as version, p.instrument_break as broke from publications p join cycles c on c.id = p.cycle_id where p.org_id = $1 order by c.number",
      [orgId],
    )
  ).rows.map(({ version, broke }) => [version, broke]);
/** The engine's raw level and noise of a duo in a cycle. */
const evidenceOf = async (cycleId: string, duoId: string) =>
  (await storedEvidence(database.admin, cycleId)).get(duoId)!;
const noiseOf = async (cycleId: string) =>
  (
    await database.admin.query<{ pairs: number }>(
      "select (constants->'changeNoise'->>'pairs')::int as pairs from published_constants where cycle_id = $1 and history = 'all'",
      [cycleId],
    )
  ).rows[0]!.pairs;

describe("a changed wording", () => {
  test("that sixty people answer alike is a splice: the trend goes on as if nothing had changed", async () => {
    const { made, admin, cycles } = await threeCycles(31, same);
    expect(await linksOf(cycles[1])).toMatchObject([
      { version: next, item: "ST1", decision: "splice", people: 62, shift: 0 },
    ]);
    expect(await versionsOf(made.orgId)).toEqual([
      ["1.0.0", false],
      [both, false],
      [next, false],
    ]);
    const [before, after] = await Promise.all(cycles.slice(1).map((one) => evidenceOf(one, made.duos["4"]!)));
    expect(after!.level).toBeCloseTo(before!.level!, 0);
    expect((await loadProgram(admin)).questions).toEqual([{ version: next, linksTo: null }]);
  });

  test("that shifts all answers alike is put on the old scale along its line, with its standard error", async () => {
    const { made, cycles } = await threeCycles(31, oneHigher);
    const [link] = await linksOf(cycles[1]);
    expect(link).toMatchObject({ decision: "line", people: 62, shift: -25 });
    expect(link.slope).toBeCloseTo(1, 9);
    expect(link.intercept).toBeCloseTo(-25, 9);
    expect(link.standard_error).toBeCloseTo(0, 6);
    const [before, after] = await Promise.all(cycles.slice(1).map((one) => evidenceOf(one, made.duos["3"]!)));
    expect(after!.level).toBeCloseTo(before!.level!, 0);
    expect((await versionsOf(made.orgId)).map(([, broke]) => broke)).toEqual([false, false, false]);
  });

  test("that measures something else is a break: the engine compares nothing across it", async () => {
    const { made, cycles, open, answer } = await threeCycles(31, unrelated);
    expect(await linksOf(cycles[1])).toMatchObject([{ decision: "break", people: 62 }]);
    expect((await versionsOf(made.orgId)).map(([, broke]) => broke)).toEqual([false, false, true]);
    const fourth = await answer(await open(), ({ renewed }) => ({ ...evenAnswers(3), ST1: renewed }));
    // Cycles 1 to 3 and 2 to 4 lie two apart, and each pair of them across the break.
    expect(await noiseOf(fourth)).toBe(0);
    expect((await versionsOf(made.orgId)).at(-1)).toEqual([next, false]);
  });

  test("that too few people answer leaves the item out of the scores, without a break", async () => {
    const { made, cycles } = await threeCycles(6, oneHigher);
    expect(await linksOf(cycles[1])).toMatchObject([{ decision: "common-items", people: 12, slope: null }]);
    expect((await versionsOf(made.orgId)).map(([, broke]) => broke)).toEqual([false, false, false]);
    const stored = await evidenceOf(cycles[2], made.duos["3"]!);
    expect(stored.level).not.toBeNull();
  });
});

describe("an added item", () => {
  /** What was published of every duo in the three cycles that ask it, where everybody answers it alike. */
  async function published(ease: number) {
    const { made, cycles, open, answer } = await threeCycles(31, same, ease);
    const asking: string[] = [cycles[2]];
    for (let more = 0; more < 2; more++) {
      const said = ({ renewed }: ReturnType<Wording>) => ({ ...evenAnswers(3), ST1: renewed, EASE: ease });
      asking.push(await answer(await open(), said));
    }
    const rows = [];
    for (const cycleId of asking) {
      const evidence = await storedEvidence(database.admin, cycleId);
      for (const [name, duoId] of Object.entries(made.duos)) {
        const { status, reason, level, lnEvidence, flags, testable } = evidence.get(duoId)!;
        rows.push({ name, status, reason, level: level?.toFixed(9), lnEvidence, flags, testable });
      }
    }
    return { made, rows, last: asking.at(-1)! };
  }

  test("is asked and scored in no cycle: scores and trend go on as if it were not there, and it sets no status", async () => {
    const low = await published(1);
    const high = await published(5);
    expect(high.rows).toEqual(low.rows);
    expect(low.rows.slice(-31).every(({ testable }) => testable)).toBe(true);
    expect(low.rows.filter(({ flags }) => flags.declining || flags.apart)).toEqual([]);
    // Five cycles of 31 duos: three pairs of cycles two apart, two pairs three apart and one pair four apart.
    expect(await noiseOf(low.last)).toBe(6 * 31);
    expect((await versionsOf(low.made.orgId)).map(([, broke]) => broke)).toEqual(new Array(5).fill(false));
  });

  test("is shown to the admin with how it goes with the scored ones, before a major version may score it", async () => {
    const { admin, made, cycles } = await threeCycles(31, same);
    const { rows } = await database.admin.query(
      "select cycle_id, jsonb_path_query_array(items, '$[*] ? (@.code == \"EASE\")') as ease from published_health where org_id = $1",
      [made.orgId],
    );
    const easeOf = new Map(rows.map((row) => [row.cycle_id, row.ease]));
    expect(easeOf.get(cycles[0])).toEqual([]);
    expect(easeOf.get(cycles[2])).toEqual([{ code: "EASE", n: 62, rest: null }]);
    expect((await loadProgram(admin)).health!.items.at(-1)!.code).toBe("EASE");
  });
});

test("a cycle asks the questions that it was opened with, and no others", async () => {
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 1, questions: both },
  });
  const asked = async () => {
    const survey = await loadSurvey(viewerOf(made, "Ian"), {
      cycleId: made.cycleId,
      duoId: made.duos.first!,
    });
    return survey.questions.map(({ code }) => code);
  };
  expect(await asked()).toEqual(expect.arrayContaining(["ST1", "ST1_new"]));
  expect(await asked()).not.toContain("EASE");
  await database.arrange("update cycles set instrument_version = $2 where id = $1", [made.cycleId, next]);
  expect(await asked()).toContain("EASE");
  expect(await asked()).not.toContain("ST1_new");
});

test("an unknown version, and one that does not come next, are not opened", async () => {
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
  });
  const admin = viewerOf(made, "Ada", { isAdmin: true });
  const opening = { closesLocal: inTwoWeeks(), timeZone: "UTC", sharingMode: "scoped" };
  for (const questions of ["7.0.0", next, both]) {
    await expect(openCycle(admin, { ...opening, questions })).rejects.toMatchObject({
      fields: { questions: "other" },
    });
  }
  await openCycle(admin, { ...opening, questions: "1.0.0" });
});

test("when the linking cycle is withdrawn afterwards, later cycles know of no link, so their first is a break", async () => {
  const { made, admin, cycles, open, answer } = await threeCycles(31, same);
  await withdrawCycle(admin, { cycleId: cycles[1], reason: "Sent to the wrong people." });
  const fourth = await answer(await open(), ({ renewed }) => ({ ...evenAnswers(3), ST1: renewed }));
  expect(await noiseOf(fourth)).toBe(0);
  // What was published stays as it was.
  expect((await versionsOf(made.orgId)).map(([, broke]) => broke)).toEqual([false, false, false, false]);
});

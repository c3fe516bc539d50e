import { beforeAll, describe, expect, test } from "vitest";
import type { DemoRows } from "@/db/seed/demo";
import { seedDemo } from "@/db/seed/seed-demo";
import type { Story } from "@/db/seed/stories";
import { withClient } from "@/db/setup/create-database";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { storedEvidence } from "@/testkit/factories/answers";
import { viewerOf } from "@/testkit/factories/viewer";
import { type DemoVerdict, demoVerdicts } from "@/testkit/scenes/demo-verdicts";
import { openChanges } from "../insights/changes";
import { openKinds } from "../insights/kinds";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();
let demo: DemoRows;
let newest: string;

const select = async <T extends object>(sql: string, values: unknown[] = []) =>
  withClient(database.adminUrl, async (client) => (await client.query<T>(sql, values)).rows);

let rows: Map<string, DemoVerdict>;

beforeAll(async () => {
  demo = await seedDemo(database.urls.migrate, publishCycle);
  newest = demo.cycles.at(-2)!.id;
  rows = await demoVerdicts(database.adminUrl, newest);
}, 120_000);

const told = (story: Story) =>
  demo.duos.filter((duo) => duo.told.story === story && duo.to > 13).map((duo) => rows.get(duo.row.id)!);
const verdicts = (story: Story) =>
  told(story)
    .filter(({ complete }) => complete)
    .map(({ status, reason }) => `${status} ${reason}`.trim());

/** The demo's VP, who reads every unit. */
function vp() {
  const { id } = demo.people.find(({ externalId }) => externalId === "persona-vp")!;
  const people = { vp: { id, orgId: demo.organization.id, email: "", name: "vp" } };
  const root = demo.units.find(({ parentId }) => !parentId)!.id;
  return viewerOf({ orgId: demo.organization.id, people }, "vp", { leads: [root] });
}

test("the page of kinds finds the planted effect of grades, and none of the size of a team", async () => {
  const kinds = await (await openKinds(vp(), {}))!.answer;
  const verdicts = (wanted: string) =>
    kinds!.blocks
      .find(({ attribute }) => attribute === wanted)!
      .kinds.map(({ value, shares }) => [value, shares.multiplying.verdict, shares.diverging.verdict]);
  expect(verdicts("grade")).toContainEqual(["more", "less", "more"]);
  const ofTeams = verdicts("team").flatMap(([, ...found]) => found);
  expect(new Set(ofTeams.filter((found) => found !== null))).toEqual(new Set(["not-distinguishable"]));
});

test("two duos recover after their leader acted, too few to say that it helped", async () => {
  const { followUp } = await (await openChanges(vp(), {}))!.answer;
  expect(followUp).toMatchObject({ acted: { followed: 2, out: 2 }, verdict: null });
  expect(followUp!.others.followed).toBeGreaterThan(0);
});

describe("the demo's stories come out of the engine as they were planted", () => {
  test("a slow decline and a sudden drop are found to decline, since about when they did", () => {
    expect(new Set(verdicts("declining"))).toEqual(new Set(["diverging declining"]));
    expect(new Set(verdicts("dropped"))).toEqual(new Set(["diverging declining"]));
    const dropped = told("dropped").filter(({ complete }) => complete);
    for (const { since } of dropped) expect(Math.abs(since! - 10)).toBeLessThanOrEqual(2);
    // So large a drop is called in its first cycle, when no later beginning than the cycle before can be tested.
    for (const { since_from, since_to } of dropped) {
      expect(since_from).toBeLessThanOrEqual(9);
      expect(since_to).toBeGreaterThanOrEqual(9);
    }
  });
  test("a drop of 26 points is said to be of about that size, and moving apart of none", () => {
    for (const { fall } of told("dropped").filter(({ complete }) => complete)) {
      expect([15, 20, 25, 30, 35]).toContain(fall);
    }
    for (const { reason, fall } of rows.values()) if (reason === "apart") expect(fall).toBeNull();
  });
  test("the duo that talked when it went down is out of it again, at the level from which it fell or above", async () => {
    const [duo] = demo.duos.filter(({ told }) => told.story === "recovered");
    const over = await select<{ status: string; level: number }>(
      `select p.status, p.level from published_duos p join cycles c on c.org_id = p.org_id and c.id = p.cycle_id
       where p.duo_id = $1 order by c.number`,
      [duo!.row.id],
    );
    expect(over.map(({ status }) => status)).toContain("diverging");
    expect(over.at(-1)!.status).not.toBe("diverging");
    const before = over[over.findIndex(({ status }) => status === "diverging") - 3]!;
    expect(over.at(-1)!.level).toBeGreaterThanOrEqual(before.level);
  });
  test("a setback in the newest cycle is a change of that cycle", () => {
    expect(told("setback").map(({ status, previous_status }) => [previous_status, status])).toEqual([
      ["multiplying", "diverging"],
    ]);
  });
  test("two partners moving apart, and one turning sour, are found to part", () => {
    for (const verdict of [...verdicts("apart"), ...verdicts("sour")]) {
      expect(["diverging apart", "diverging both"]).toContain(verdict);
    }
    expect(verdicts("apart").length).toBeGreaterThan(0);
    expect(verdicts("sour").length).toBeGreaterThan(0);
  });
  test("low, split and one-sided duos are strained, each for its reason", () => {
    for (const verdict of verdicts("low")) expect(verdict).toMatch(/^strained .*low/);
    for (const verdict of verdicts("split")) expect(verdict).toMatch(/^strained .*split/);
    for (const verdict of verdicts("one-side")) expect(verdict).toMatch(/^strained .*one-side/);
  });
  test("views are split both ways, and leaders are told neither", async () => {
    const evidence = await storedEvidence(database.admin, newest);
    const signs = demo.duos
      .filter(({ told, to }) => ["split", "one-side", "apart", "sour"].includes(told.story) && to > 13)
      .flatMap(({ row, told }) => {
        const gap = evidence.get(row.id)?.gap ?? null;
        return gap === null ? [] : [{ mirrored: told.mirrored, managerIsHigher: gap < 0 }];
      });
    for (const { mirrored, managerIsHigher } of signs) expect(managerIsHigher).toBe(!mirrored);
    expect(new Set(signs.map(({ mirrored }) => mirrored)).size).toBe(2);
  });
  test("duos that multiply are multiplying", () => {
    const found = verdicts("multiplying");
    expect(found.filter((verdict) => verdict === "multiplying").length).toBeGreaterThan(0.85 * found.length);
  });
  test("a partner who hardly answers leaves a duo without a status or a level", () => {
    for (const { complete, status, level } of told("silent")) {
      if (complete) expect(status).toBe("not-enough-data");
      expect(level).toBeNull();
    }
  });
  test("few steady duos are called anything worse", () => {
    const found = verdicts("steady");
    const worse = found.filter((verdict) => /^(diverging|strained)/.test(verdict));
    expect(worse.length).toBeLessThan(0.1 * found.length);
  });
  test("a duo with a new partner starts afresh, and the one before it is asked no more", async () => {
    const ended = demo.duos.filter((duo) => duo.to < 14);
    expect(ended).toHaveLength(2);
    for (const { row } of ended) expect(rows.has(row.id)).toBe(false);
  });
});

test("the demo's next three cycles are planned", async () => {
  const planned = await select(
    "select opens_at from planned_cycles where state = 'planned' and opens_at > app_now()",
  );
  expect(planned).toHaveLength(3);
});

describe("what a publication writes", () => {
  test("one row for every enrolled duo and each audience, and no level beside too little data", async () => {
    expect(rows.size).toBe(120);
    const partners = await select("select from published_duo_partners where cycle_id = $1", [newest]);
    expect(partners).toHaveLength(120);
  });
  test("masked cells of Trust, watch, kept commitments, own questions and comparisons alone, coarse, some of them hidden without a number", async () => {
    const measures = await select<{ measure: string; visible: number; hidden: number }>(
      `select measure, count(*) filter (where visible)::int as visible, count(*) filter (where not visible)::int as hidden
       from published_cells where cycle_id = $1 and pair_type = 'all' group by measure order by measure`,
      [newest],
    );
    expect(measures.map(({ measure }) => measure)).toEqual([
      "dimension:TRUST",
      "kept",
      ...["a", "b", "c", "d"].map((option) => `own:2:${option}`),
      "verdict:dimension:TRUST",
      "verdict:level",
      "watch",
    ]);
    const trust = measures[0]!;
    expect(trust.visible + trust.hidden).toBe(demo.units.length);
    expect(Math.min(trust.visible, trust.hidden)).toBeGreaterThan(0);
    const parts = await select("select from published_cells where cycle_id = $1 and pair_type <> 'all'", [
      newest,
    ]);
    expect(parts).toEqual([]);
  });
  test("for every cell its readers: leaders of the unit or above, admins of the company's kept ones, no solver", async () => {
    const [found] = await select<{ readers: number; outside: number; unsafe: number; unread: number }>(
      `select count(*)::int as readers,
         count(*) filter (where not exists (select from role_grants g where g.person_id = r.person_id and (g.unit_id = any(u.lineage)
           or g.role = 'admin' and r.measure = 'kept' and cardinality(u.lineage) = 1)))::int as outside,
         count(*) filter (where r.person_id = any(x.person_ids))::int as unsafe,
         (select count(*)::int from published_cells c where c.cycle_id = $1 and c.measure = 'dimension:TRUST'
           and not exists (select from cell_readers v where v.cycle_id = c.cycle_id and v.unit_id = c.unit_id and v.measure = c.measure)) as unread
       from cell_readers r join cycle_units u on u.cycle_id = r.cycle_id and u.unit_id = r.unit_id
       left join cell_unsafe_people x on x.cycle_id = r.cycle_id and x.unit_id = r.unit_id and x.measure = r.measure
       where r.cycle_id = $1`,
      [newest],
    );
    expect(found!.readers).toBeGreaterThan(100);
    expect(found).toMatchObject({ outside: 0, unsafe: 0, unread: 0 });
    const [solvers] = await select<{ n: number }>(
      "select count(*)::int as n from cell_unsafe_people where cycle_id = $1",
      [newest],
    );
    expect(solvers!.n).toBeGreaterThan(0);
  });
  test("counts that are those of the rows beneath each unit, in all and by each attribute", async () => {
    const [found] = await select<{ n: number; wrong: number }>(
      `select count(*)::int as n, count(*) filter (where
         (c.enrolled, c.complete, c.states, c.agreement, c.dimensions[1:3], (select sum(count) from unnest(c.levels) count))
         is distinct from (r.enrolled, r.complete, r.states, r.agreement, r.disc, r.levels))::int as wrong
       from published_unit_counts c, lateral (
         select count(*)::int as enrolled, count(*) filter (where p.complete)::int as complete,
           array[count(*) filter (where p.status = 'multiplying'), count(*) filter (where p.status = 'steady'),
             count(*) filter (where p.status = 'strained'), count(*) filter (where p.status = 'diverging'),
             count(*) filter (where p.status = 'not-enough-data')]::int[] as states,
           array[count(*) filter (where p.agreement = 'low'), count(*) filter (where p.agreement = 'some'),
             count(*) filter (where p.agreement = 'high')]::int[] as agreement,
           array[count(*) filter (where p.dimension_bands ->> 'DISC' = 'low'), count(*) filter (where p.dimension_bands ->> 'DISC' = 'middle'),
             count(*) filter (where p.dimension_bands ->> 'DISC' = 'high')]::int[] as disc,
           count(p.level) as levels
         from published_duos p where p.cycle_id = c.cycle_id and c.unit_id = any(p.lineage)
           and case c.attribute when 'all' then true
             when 'pair' then p.pair_type = c.value
             when 'grade' then c.value = case when p.grade_distance is null then 'not-stated' when p.grade_distance = 0 then 'same' when p.grade_distance = 1 then 'one' else 'more' end
             when 'tenure' then c.value = case when p.tenure_months < 6 then 'new' when p.tenure_months < 24 then 'settled' else 'long' end
             when 'line' then c.value = case when p.line_manager then 'yes' else 'no' end
             when 'team' then c.value = coalesce(p.team_size, 'not-stated')
             when 'platform' then c.value = case when p.platform then 'yes' else 'no' end
             when 'agreement' then c.value = p.agreement end) r
       where c.cycle_id = $1`,
      [newest],
    );
    expect(found!.n).toBeGreaterThan(demo.units.length);
    expect(found!.wrong).toBe(0);
  });
  test("bands from the second cycle on, one step a cycle at most, none beside too little data", async () => {
    const [first] = await select<{ n: number; bands: number }>(
      `select count(*)::int as n, count(*) filter (where agreement is not null or dimension_bands <> '{}')::int as bands
       from published_duos where cycle_id = $1 and complete`,
      [demo.cycles[0]!.id],
    );
    expect(first!.n).toBeGreaterThan(100);
    expect(first!.bands).toBe(0);
    const [steps] = await select<{ moved: number; jumps: number }>(
      `with bands as (
         select p.duo_id, c.number, b.code, array_position(array['low', 'middle', 'high'], b.band) as place
         from published_duos p join cycles c on c.id = p.cycle_id, jsonb_each_text(p.dimension_bands) b(code, band)
         union all
         select p.duo_id, c.number, 'agreement', array_position(array['low', 'some', 'high'], p.agreement)
         from published_duos p join cycles c on c.id = p.cycle_id)
       select count(*) filter (where abs(now.place - before.place) = 1)::int as moved,
         count(*) filter (where abs(now.place - before.place) > 1)::int as jumps
       from bands now join bands before using (duo_id, code) where now.number = before.number + 1`,
    );
    expect(steps!.moved).toBeGreaterThan(100);
    expect(steps!.jumps).toBe(0);
  });
  test("the facts that were frozen at the opening, without a direction of the grades", async () => {
    const [wrong] = await select<{ n: number; stated: number }>(
      `select count(*) filter (where p.grade_distance is distinct from abs(d.manager_grade - d.ic_grade)
           or p.line_manager <> d.line_manager or p.platform <> u.platform
           or p.team_size <> case when d.team_size <= 5 then 'to-5' when d.team_size <= 10 then '6-to-10' else 'over-10' end)::int as n,
         count(distinct (p.grade_distance, p.line_manager, p.platform, p.team_size))::int as stated
       from published_duos p join duos d on d.id = p.duo_id join units u on u.id = d.unit_id where p.cycle_id = $1`,
      [newest],
    );
    expect(wrong!.n).toBe(0);
    expect(wrong!.stated).toBeGreaterThan(5);
  });
  test("one mail a leader, and an audit row without an actor", async () => {
    const leaders = new Set(
      demo.grants.flatMap(({ role, personId }) => (role === "leader" ? [personId] : [])),
    );
    const mail = await select("select from outbox where kind = 'cycle-published' and key like $1", [
      `%${newest}%`,
    ]);
    expect(mail).toHaveLength(leaders.size);
    const audit = await select<{ actor_id: string | null }>(
      "select actor_id from audit_log where action = 'cycle.published' and subject_id = $1",
      [newest],
    );
    expect(audit).toEqual([{ actor_id: null }]);
  });
  test("a second run changes nothing", async () => {
    const count = () => select<{ n: number }>("select count(*)::int as n from published_cells");
    const before = await count();
    await expect(publishCycle(demo.organization.id, newest)).resolves.toBe("was-published");
    expect(await count()).toEqual(before);
  });
  test("an open cycle is refused", async () => {
    await expect(publishCycle(demo.organization.id, demo.cycles.at(-1)!.id)).rejects.toThrow("conflict");
  });
  test("the clock is put back", async () => {
    expect(await select("select from installation where clock_offset = '0'")).toHaveLength(1);
  });
});

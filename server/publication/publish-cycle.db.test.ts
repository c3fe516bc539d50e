import { beforeAll, describe, expect, test } from "vitest";
import type { DemoRows } from "@/db/seed/demo";
import { seedDemo } from "@/db/seed/seed-demo";
import type { Story } from "@/db/seed/stories";
import { withClient } from "@/db/setup/create-database";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();
let demo: DemoRows;
let newest: string;

const select = async <T extends object>(sql: string, values: unknown[] = []) =>
  withClient(database.adminUrl, async (client) => (await client.query<T>(sql, values)).rows);

type Row = {
  duo_id: string;
  complete: boolean;
  status: string | null;
  previous_status: string | null;
  reason: string;
  since: number | null;
  level: number | null;
};
let rows: Map<string, Row>;

beforeAll(async () => {
  demo = await seedDemo(database.urls.migrate, publishCycle);
  newest = demo.cycles.at(-2)!.id;
  const found = await select<Row>(
    `select p.duo_id, p.complete, p.status, p.previous_status, p.reason, c.number as since, p.level from published_duos p
     left join cycles c on c.org_id = p.org_id and c.id = p.since_cycle_id where p.cycle_id = $1`,
    [newest],
  );
  rows = new Map(found.map((row) => [row.duo_id, row]));
}, 120_000);

const told = (story: Story) =>
  demo.duos.filter((duo) => duo.story === story && duo.to > 13).map((duo) => rows.get(duo.row.id)!);
const verdicts = (story: Story) =>
  told(story)
    .filter(({ complete }) => complete)
    .map(({ status, reason }) => `${status} ${reason}`.trim());

describe("the demo's stories come out of the engine as they were planted", () => {
  test("a slow decline and a sudden drop are found to decline, since about when they did", () => {
    expect(new Set(verdicts("declining"))).toEqual(new Set(["diverging declining"]));
    expect(new Set(verdicts("dropped"))).toEqual(new Set(["diverging declining"]));
    for (const { since } of told("dropped").filter(({ complete }) => complete)) {
      expect(Math.abs(since! - 10)).toBeLessThanOrEqual(1);
    }
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

describe("what a publication writes", () => {
  test("one row for every enrolled duo and each audience, and no level beside too little data", async () => {
    expect(rows.size).toBe(120);
    const partners = await select("select from published_duo_partners where cycle_id = $1", [newest]);
    expect(partners).toHaveLength(120);
  });
  test("cells of every measure, some of them hidden without a number", async () => {
    const cells = await select<{ visible: boolean; n: number }>(
      "select visible, count(*)::int as n from published_cells where cycle_id = $1 and measure = 'level' and pair_type = 'all' group by visible order by visible",
      [newest],
    );
    expect(cells.map(({ visible }) => visible)).toEqual([false, true]);
    expect(cells[0]!.n + cells[1]!.n).toBe(demo.units.length);
  });
  test("n of N beside a visible cell are the complete and the enrolled duos of its subtree", async () => {
    const [wrong] = await select<{ n: number }>(
      `select count(*)::int as n from published_cells x where x.cycle_id = $1 and x.measure = 'participation'
       and x.visible and x.pair_type = 'all' and x.counted || ' of ' || x.enrolled is distinct from (
         select count(*) filter (where p.complete) || ' of ' || count(*) from published_duos p
         where p.cycle_id = x.cycle_id and x.unit_id = any(p.lineage))`,
      [newest],
    );
    expect(wrong!.n).toBe(0);
  });
  test("status counts of a cell are those of the rows beneath it", async () => {
    const [wrong] = await select<{ n: number }>(
      `select count(*)::int as n from published_cells x where x.cycle_id = $1 and x.measure like 'status:%'
       and x.visible and x.pair_type = 'all' and x.value is distinct from (
         select count(*) from published_duos p where p.cycle_id = x.cycle_id and x.unit_id = any(p.lineage)
         and 'status:' || p.status = x.measure)`,
      [newest],
    );
    expect(wrong!.n).toBe(0);
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

import { beforeAll, describe, expect, test } from "vitest";
import type { DemoRows } from "@/db/seed/demo";
import { seedDemo } from "@/db/seed/seed-demo";
import { withClient } from "@/db/setup/create-database";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();
let demo: DemoRows;

const select = async <T extends object>(sql: string, values: unknown[] = []) =>
  withClient(database.adminUrl, async (client) => (await client.query<T>(sql, values)).rows);
const idOf = (number: number) => demo.cycles[number - 1]!.id;

const privateCycle = 5;
const withdrawn = 9;

beforeAll(async () => {
  let published = 0;
  demo = await seedDemo(database.urls.migrate, async (orgId, cycleId) => {
    await database.arrange("update cycles set sharing_mode = 'private' where number = $1", [privateCycle]);
    await publishCycle(orgId, cycleId);
    published += 1;
    if (published === withdrawn) {
      await database.arrange(
        "update cycles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Sent to the wrong teams' where id = $1",
        [cycleId],
      );
    }
  });
}, 120_000);

describe("a private cycle", () => {
  test("gives leaders no duo row", async () => {
    expect(await select("select from published_duos where cycle_id = $1", [idOf(privateCycle)])).toEqual([]);
    const partners = await select("select from published_duo_partners where cycle_id = $1", [
      idOf(privateCycle),
    ]);
    expect(partners.length).toBeGreaterThan(100);
  });
  test("says status shares of units as bands, without a count", async () => {
    const cells = await select<{ value: number | null; low: number | null; band: string | null }>(
      "select value, low, band from published_cells where cycle_id = $1 and measure like 'status:%' and visible",
      [idOf(privateCycle)],
    );
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) {
      expect(cell).toMatchObject({ value: null, low: null });
      expect(["to-20", "to-50", "under-80", "from-80"]).toContain(cell.band);
    }
  });
  test("has every unit figure under a mask, by side for the whole company alone, and no count of rows", async () => {
    const figures = (cycle: number, where: string) =>
      select<{ units: number }>(
        `select count(distinct unit_id)::int as units from published_cells where cycle_id = $1 and (${where})`,
        [idOf(cycle)],
      ).then((rows) => rows[0]!.units);
    expect(await figures(privateCycle, "measure in ('level', 'dimension:DISC')")).toBe(demo.units.length);
    expect(await figures(privateCycle, "measure like 'participation:%'")).toBe(1);
    expect(await figures(privateCycle - 1, "measure like 'participation:%' or measure = 'one-voice'")).toBe(
      0,
    );
    const counts = "select from published_unit_counts where cycle_id = $1";
    expect(await select(counts, [idOf(privateCycle)])).toEqual([]);
    expect((await select(counts, [idOf(privateCycle - 1)])).length).toBeGreaterThan(0);
  });
});

describe("the first cycle shown again after a private one", () => {
  const first = privateCycle + 1;
  test("starts leaders' rows afresh, while partners keep their history", async () => {
    const leaders = await select(
      "select from published_duos where cycle_id = $1 and complete and (status <> 'not-enough-data' or level is not null or agreement is not null or previous_status is not null)",
      [idOf(first)],
    );
    expect(leaders).toEqual([]);
    const partners = await select(
      "select from published_duo_partners where cycle_id = $1 and complete and status <> 'not-enough-data' and previous_status is not null",
      [idOf(first)],
    );
    expect(partners.length).toBeGreaterThan(90);
  });
  test("starts an engine history of its own, stored beside the other", async () => {
    const constants = await select<{ history: string; cycle: number }>(
      "select history, (constants->>'cycle')::int as cycle from published_constants where cycle_id = $1 order by history",
      [idOf(first)],
    );
    expect(constants).toEqual([
      { history: "all", cycle: first },
      { history: "scoped", cycle: 1 },
    ]);
    const before = await select<{ history: string }>(
      "select history from published_constants where cycle_id = $1",
      [idOf(privateCycle)],
    );
    expect(before).toEqual([{ history: "all" }]);
  });
  test("never dates a leader's status to the private cycle or before", async () => {
    const dated = await select(
      `select from published_duos p join cycles since on since.org_id = p.org_id and since.id = p.since_cycle_id
       join cycles c on c.org_id = p.org_id and c.id = p.cycle_id where c.number > $1 and since.number <= $1`,
      [privateCycle],
    );
    expect(dated).toEqual([]);
  });
});

describe("a withdrawn cycle", () => {
  test("keeps its place in the calendar and gives later cycles nothing", async () => {
    const [next] = await select<{ cycle: number; index: number }>(
      "select (constants->>'cycle')::int as cycle, (constants->>'companyIndex')::float8 as index from published_constants where cycle_id = $1 and history = 'all'",
      [idOf(withdrawn + 1)],
    );
    const [before] = await select<{ index: number }>(
      "select (constants->>'companyIndex')::float8 as index from published_constants where cycle_id = $1 and history = 'all'",
      [idOf(withdrawn - 1)],
    );
    // Without scores of the cycle before there is no change to step by.
    expect(next).toEqual({ cycle: withdrawn + 1, index: before!.index });
  });
  test("is nobody's previous status", async () => {
    const rows = await select<{ duo_id: string }>(
      `select p.duo_id from published_duo_partners p
       join published_duo_partners earlier on earlier.org_id = p.org_id and earlier.duo_id = p.duo_id and earlier.cycle_id = $2
       where p.cycle_id = $1 and p.complete and earlier.complete and p.previous_status is distinct from earlier.status`,
      [idOf(withdrawn + 1), idOf(withdrawn - 1)],
    );
    expect(rows).toEqual([]);
  });
});

import { describe, expect, test, vi } from "vitest";
import { pool } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";
import { openOverview } from "./overview";

const database = freshDatabase();

const loadOverview = async (viewer: Viewer, filters: Filters) =>
  (await openOverview(viewer, filters))?.answer;

describe("the units around", () => {
  async function arrangeDeeper() {
    const spec = insightsOrganization();
    const units = {
      ...spec.units,
      Search: { parent: "Product" },
      Ranking: { parent: "Search" },
      Learning: { parent: "Ranking" },
    };
    const made = await createOrganization(database.admin, { ...spec, units });
    await publishCycles(database.admin, made, twoCycles);
    return made;
  }

  test("are the way up, what lies beside it and right below, not the whole tree", async () => {
    const made = await arrangeDeeper();
    const vera = leaderOf(made, "Vera", ["Company"]);
    const offered = async (unit?: string) => (await loadOverview(vera, { unit }))?.frame.units;
    expect((await offered())?.map(({ name }) => name)).toEqual(["Company", "Labs", "Platform", "Product"]);
    const around = await offered(made.units.Search);
    expect(around?.map(({ name }) => name)).toEqual([
      "Company",
      "Labs",
      "Platform",
      "Product",
      "Search",
      "Ranking",
    ]);
  });

  test("make no card of a unit that is led below another led one, however far", async () => {
    const made = await arrangeDeeper();
    const viewer = leaderOf(made, "Vera", ["Labs", "Product", "Learning"]);
    const overview = await loadOverview(viewer, {});
    if (overview?.kind !== "cards") throw new Error(`not cards: ${overview?.kind}`);
    expect(overview.cards.map(({ name }) => name)).toEqual(["Labs", "Product"]);
    await expect(loadOverview(viewer, { unit: made.units.Platform })).rejects.toThrow("not-found");
  });
});

test("a view opens before it answers, and an answer that fails is an error for its reader alone", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  await publishCycles(database.admin, made, twoCycles);
  const vera = leaderOf(made, "Vera", ["Company"]);
  await database.admin.query("begin");
  // Reads pass; writes to the audit log wait.
  await database.admin.query("select from organizations where id = $1 for update", [vera.orgId]);
  const opened = await openOverview(vera, {});
  expect(opened?.frame.unit.name).toBe("Company");
  const cut =
    "select pg_terminate_backend(pid) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))";
  await vi.waitFor(async () => expect((await database.admin.query(cut)).rowCount).toBe(1));
  // The answer fails before its reader asks for it.
  await vi.waitFor(() => expect(pool("app").idleCount).toBe(pool("app").totalCount));
  await expect(opened?.answer).rejects.toMatchObject({ name: "BusyFault", code: "57P01" });
  await database.admin.query("rollback");
});

test("a cycle withdrawn between the answer about cycles and that about units leaves both of one cycle", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  const [first, second] = await publishCycles(database.admin, made, twoCycles);
  const rename = "update cycle_units set name = 'Earlier' where cycle_id = $1 and unit_id = $2";
  await database.arrange(rename, [first, made.units.Company]);
  // The statement about units waits here, when the one about cycles has been answered.
  await database.admin.query("begin; lock table cycle_units in access exclusive mode");
  const opening = openOverview(leaderOf(made, "Vera", ["Company"]), {});
  const waiting =
    "select from pg_stat_activity where datname = current_database() and pg_blocking_pids(pid) <> '{}'";
  await vi.waitFor(async () => expect((await database.arrange(waiting)).rowCount).toBe(1));
  const withdraw =
    "update cycles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Wrong.' where id = $1";
  await database.arrange(withdraw, [second]);
  await database.admin.query("commit");
  const opened = await opening;
  expect(opened?.frame.cycle.id).toBe(second);
  expect(opened?.frame.unit.name).toBe("Company");
  await opened?.answer;
});

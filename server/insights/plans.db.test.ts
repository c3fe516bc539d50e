import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import type { OpenedView } from "@/lib/insights/frame";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";
import { openDuos } from "./duos";
import { openOverview } from "./overview";
import { openUnit, openUnitTree } from "./units";

const database = freshDatabase();
let viewer: Viewer;
let unitId: string;

beforeAll(async () => {
  // One connection, which keeps what all of them ask.
  process.env.DATABASE_POOL_SIZE = "1";
  const made = await createOrganization(database.admin, insightsOrganization());
  await publishCycles(database.admin, made, twoCycles);
  viewer = leaderOf(made, "Vera", ["Company"]);
  unitId = made.units.Product!;
});

/** How the connection's named statements with a text ran so far. */
async function plansOf(text: string): Promise<{ any: number; own: number }> {
  const { rows } = await withViewer(viewer, (tx) =>
    tx.execute<{ any: number; own: number }>(
      sql`select coalesce(sum(generic_plans), 0)::int as any, coalesce(sum(custom_plans), 0)::int as own
        from pg_prepared_statements where statement like ${`%${text}%`}`,
    ),
  );
  return rows[0]!;
}

async function readOften(open: () => Promise<OpenedView<unknown> | undefined>): Promise<void> {
  for (let n = 0; n < 4; n++) await (await open())?.answer;
}

test("a view's statements run by plans that are kept, from its first one on", async () => {
  await readOften(() => openOverview(viewer, {}));
  await readOften(() => openUnit(viewer, {}, unitId));
  await readOften(() => openUnitTree(viewer, {}));
  await readOften(() => openDuos(viewer, {}));
  for (const table of ["published_drivers", "published_cells", "published_unit_counts", "readable_duos"]) {
    expect(await plansOf(`from "${table}"`), table).toEqual({ any: expect.any(Number), own: 0 });
    expect((await plansOf(`from "${table}"`)).any, table).toBeGreaterThan(2);
  }
});

test("a list by name, which an index has in its order, is planned for its own limit", async () => {
  await readOften(() => openDuos(viewer, { sort: "name" }));
  expect(
    (await plansOf(`order by "readable_duos"."display_name" collate name_order asc`)).own,
  ).toBeGreaterThan(2);
});

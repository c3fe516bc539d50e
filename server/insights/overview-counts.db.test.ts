import { expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { countChangeSteps, countMapCells } from "@/db/queries/published/changes";
import { findOverviewCounts } from "@/db/queries/published/unit-figures";
import type { UnitAttribute } from "@/lib/domain/duo-attributes";
import { leaderScope } from "@/lib/domain/permissions";
import { changeCounts, mapCounts } from "@/lib/insights/overview-counts";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";

const database = freshDatabase();

const sorted = (counts: readonly object[]) => counts.map((one) => JSON.stringify(one)).sort();

test("what a publication counts of a unit is what its rows say, in all and by kind of pair", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  const [previousId, cycleId] = (await publishCycles(database.admin, made, twoCycles)) as [string, string];
  const { orgId, personId, leads } = leaderOf(made, "Vera", ["Company"]);
  const scope = leaderScope({ leads })!;
  let compared = 0;
  for (const unitId of Object.values(made.units)) {
    for (const pair of [undefined, "tech-lead-em"] as const) {
      const attribute: UnitAttribute = pair ? "pair" : "all";
      const key = { scope, orgId, cycleId, unitId };
      const rows = {
        ...key,
        readerId: personId,
        previous: { id: previousId, opensOn: "2026-01-21" },
        recounted: false,
        filters: pair ? { pair } : {},
      };
      await withViewer({ orgId, personId }, async (tx) => {
        const stored = await findOverviewCounts(tx, { ...key, attribute, value: pair ?? "" });
        const [changes, map] = [await countChangeSteps(tx, rows), await countMapCells(tx, rows)];
        expect(sorted(stored ? changeCounts(stored)! : [])).toEqual(
          sorted(changes.map(({ from, to, count, inBoth }) => ({ from, to, count, inBoth }))),
        );
        expect(sorted(stored ? mapCounts(stored) : [])).toEqual(sorted(map));
        compared += changes.length;
      });
    }
  }
  expect(compared).toBeGreaterThan(10);
});

import { expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { countDuos } from "@/db/queries/published/duos";
import { leaderScope } from "@/lib/domain/permissions";
import { parseFilters } from "@/lib/insights/filters";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";
import type { InsightsContext } from "./context";
import { listInView } from "./duo-lines";
import { countListed } from "./list-counts";

const database = freshDatabase();

const filters = [
  {},
  { status: "diverging" },
  { status: "steady" },
  { status: "incomplete" },
  { pair: "tech-lead-em" },
  { pair: "tech-lead-em", status: "strained" },
  { agreement: "high" },
  { tenure: "long", line: "no" },
  { q: "a" },
];

test("the list has as many rows as its pages, whichever way they are counted", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  const cycleIds = await publishCycles(database.admin, made, twoCycles);
  const { orgId, personId, leads } = leaderOf(made, "Vera", ["Company"]);
  let counted = 0;
  for (const unitId of Object.values(made.units)) {
    for (const asked of filters) {
      const context = {
        orgId,
        readerId: personId,
        scope: leaderScope({ leads })!,
        cycles: [],
        cycle: { id: cycleIds.at(-1)! },
        unit: { id: unitId },
        filters: parseFilters(asked),
      } as unknown as InsightsContext;
      await withViewer({ orgId, personId }, async (tx) => {
        const rows = await countDuos(tx, listInView(context));
        for (const inDuo of [false, true]) {
          const found = [...(await countListed(tx, context, inDuo))].filter(([, n]) => n > 0);
          expect([asked, Object.fromEntries(found)]).toEqual([asked, Object.fromEntries(rows)]);
        }
        counted += [...rows.values()].reduce((sum, n) => sum + n, 0);
      });
    }
  }
  expect(counted).toBeGreaterThan(30);
});

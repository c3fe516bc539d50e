import { expect, test } from "vitest";
import { parseCsv } from "@/lib/csv/csv";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { viewerOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { openExport } from "./export";
import { openFlow } from "./flow";

const database = freshDatabase();

test("the file of the flow says between which cycles, in which unit and over which duos alone", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  await publishCycles(database.admin, made, [
    { duos: steadyBut({ p1: "strained" }) },
    { duos: steadyBut({ p2: "multiplying", p3: "incomplete" }) },
  ]);
  const unit = made.units.Product!;
  const viewer = viewerOf(made, "Vera", { leads: [made.units.Company!], signedInAt: new Date() });
  const view = await openFlow(viewer, { unit, line: "no" });
  const { between } = (await view!.answer)!;
  const { body } = await openExport(viewer, { unit, line: "no", table: "flow" });
  const [head, ...records] = parseCsv(await new Response(body).text());
  const rows = records.map((cells) => Object.fromEntries(head!.map((name, at) => [name, cells[at]])));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map(({ duos }) => Number(duos)).toSorted()).toEqual(
    between!.counts.map(({ count }) => count).toSorted(),
  );
  for (const row of rows) {
    expect(row).toMatchObject({
      from_cycle: "1",
      from_cycle_opened_at: "2026-01-05T09:00:00Z",
      cycle: "2",
      unit_id: unit,
      unit: "Product",
      only_duos_with: "line=no",
    });
  }
});

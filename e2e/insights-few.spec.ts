import type { OrganizationSpec } from "@/testkit/factories/organization";
import type { PublishedCycle } from "@/testkit/factories/published";
import type { PublishedDuo } from "@/testkit/factories/published-duo";
import { expectFits } from "./fitting";
import { expect, expectAccessible } from "./fixtures";
import { filter, section, test, title, twoCycles } from "./leading";
import { pagesPrinted } from "./printing";

/** 120 duos in two divisions over five cycles, the last of which was closed early: 40 duos are complete. */
function closedEarly(): { spec: OrganizationSpec; cycles: PublishedCycle[] } {
  const spec = {
    units: { Company: {}, North: { parent: "Company" }, South: { parent: "Company" } },
    people: { Vera: { leads: "Company" } } as OrganizationSpec["people"],
    duos: {} as NonNullable<OrganizationSpec["duos"]>,
  };
  const cycles = Array.from({ length: 5 }, (): { duos: Record<string, PublishedDuo> } => ({ duos: {} }));
  for (let n = 0; n < 120; n++) {
    Object.assign(spec.people, { [`I${n}`]: {}, [`M${n}`]: {} });
    spec.duos[`duo ${n}`] = { ic: `I${n}`, manager: `M${n}`, unit: n < 60 ? "North" : "South" };
    const state = n % 10 === 0 ? "multiplying" : n % 10 === 1 ? "strained" : "steady";
    for (const [at, { duos }] of cycles.entries())
      duos[`duo ${n}`] = at === 4 && n % 3 > 0 ? "incomplete" : state;
  }
  return { spec, cycles };
}

test("after an early close every view begins with how few were heard, and offers those who were not", async ({
  page,
  lead,
}) => {
  const { spec, cycles } = closedEarly();
  const { made } = await lead("Vera", cycles, spec);
  await page.goto("/insights");
  await expect(title(page)).toHaveText(/^Only 40 of 120 duos are complete; what follows is about them\./);
  await expectAccessible(page);
  await expectFits(page, "the overview after an early close");
  await page.getByRole("link", { name: "see who was not heard from" }).click();
  await expect(page).toHaveURL(/status=incomplete/);
  await expect(title(page)).toHaveText("80 duos match what you chose");

  await page.goto(`/insights/units/${made.units.North}`);
  await expect(title(page)).toHaveText(/^Only 20 of 60 duos are complete; what follows is about them\./);
  await expectAccessible(page);
  await expectFits(page, "a unit after an early close");

  await page.goto("/insights/report");
  const standing = section(page, "Where do we stand?");
  await expect(standing.getByRole("paragraph").first()).toHaveText(
    /^The last cycle is May 2026\. Only 40 of 120 duos are complete; what follows is about them\./,
  );
  await expectAccessible(page);
  await expectFits(page, "the report after an early close");
  await page.emulateMedia({ media: "print" });
  expect(await pagesPrinted(page)).toBe(2);
});

test("a leader of several units sees them side by side and never added up, each with its report", async ({
  page,
  lead,
  database,
}) => {
  const { made } = await lead("Dina", twoCycles);
  await database.query(
    "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, 'leader', $3)",
    [made.orgId, made.people.Dina!.id, made.units.Platform],
  );
  await page.goto("/insights");
  await expect(title(page)).toHaveText(
    "You lead several units. Here is each of them; they are never added up.",
  );
  const beside = section(page, "How are the units doing, side by side?");
  await expect(beside.getByRole("rowheader")).toHaveText(["Platform", "Product"]);
  await expectAccessible(page);
  await expectFits(page, "several units side by side");
  await page.emulateMedia({ media: "print" });
  expect(await pagesPrinted(page)).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: "screen" });
  const chosen = filter(page, "Unit");
  await expect(chosen).toHaveValue("");
  await expect(page.getByRole("link", { name: "Report", exact: true })).toHaveCount(0);
  await chosen.selectOption({ label: "Platform" });
  await expect(title(page)).toHaveText(/^None of 8 complete duos/);
  await expect(chosen).toHaveValue(made.units.Platform!);
  await chosen.selectOption({ label: "Each of yours" });
  await expect(title(page)).toHaveText(/^You lead several units/);
  for (const unit of ["Platform", "Product"]) {
    await page.goto("/insights");
    await page.getByRole("link", { name: `Report on ${unit}` }).click();
    await expect(title(page)).toHaveText(`${unit} from January 2026 to February 2026`);
    await page.emulateMedia({ media: "print" });
    expect(await pagesPrinted(page)).toBe(2);
    await page.emulateMedia({ media: "screen" });
  }
  await expectAccessible(page);
});

test("a level whose last cycle has none is written beside the last point, not under that cycle", {
  tag: "@phone",
}, async ({ page, lead }) => {
  const { made } = await lead("Vera", [twoCycles[0], twoCycles[0], twoCycles[1]]);
  const trendOf = async (duo: string) => {
    await page.goto(`/insights/duos/${made.duos[duo]}`);
    const trend = section(page, "How has the level moved?");
    await expect(trend.locator("circle").first()).toBeVisible();
    return trend;
  };
  // Complete in all of them: at the edge, after the drawing.
  const whole = await trendOf("p1");
  await expect(whole.locator("[data-ending]")).toHaveCount(0);
  const incomplete = await trendOf("p3");
  const [dot, text] = [incomplete.locator("circle").last(), incomplete.locator("[data-ending]")];
  await expect(text).toHaveText(/^\d+$/);
  await expect(incomplete.locator("svg text.font-semibold")).toHaveCount(1);
  const [at, said] = [(await dot.boundingBox())!, (await text.boundingBox())!];
  expect(said.x - (at.x + at.width)).toBeLessThan(10);
  expect(said.x).toBeGreaterThan(at.x + at.width);
  await expectFits(page, "a duo whose last cycle is incomplete");
});

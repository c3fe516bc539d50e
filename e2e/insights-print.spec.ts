import type pg from "pg";
import type { MadeOrganization, OrganizationSpec } from "@/testkit/factories/organization";
import type { PublishedCycle } from "@/testkit/factories/published";
import type { PublishedDuo } from "@/testkit/factories/published-duo";
import { expect } from "./fixtures";
import { section, test } from "./leading";
import { pagesPrinted } from "./printing";

/** 120 duos in some units and thirteen cycles; in the last one each kept what it promised. */
function organizationOf(divisions: number): { spec: OrganizationSpec; cycles: PublishedCycle[] } {
  const spec = { units: { Company: {} }, people: { Vera: { leads: "Company" } }, duos: {} } as Required<
    Pick<OrganizationSpec, "units" | "people" | "duos">
  >;
  const before: Record<string, PublishedDuo> = {};
  const after: Record<string, PublishedDuo> = {};
  for (let index = 0; index < 120; index++) {
    const [name, unit] = [`duo${index}`, `Division number ${index % divisions}`];
    spec.units[unit] = { parent: "Company" };
    spec.people[`I${index}`] = {};
    spec.people[`M${index}`] = {};
    spec.duos[name] = { ic: `I${index}`, manager: `M${index}`, unit };
    before[name] = "steady";
    after[name] =
      index < 20 ? { status: "diverging", reason: "declining", kept: 1 } : { status: "multiplying", kept: 1 };
  }
  return { spec, cycles: [...Array.from({ length: 12 }, () => ({ duos: before })), { duos: after }] };
}

/** Has the cycle ask one of the organization's own questions, with figures of the company. */
async function askOwnQuestion(
  database: pg.Client,
  { orgId, units, people }: MadeOrganization,
  cycleId: string,
) {
  const key = [orgId, cycleId, units.Company, people.Vera!.id];
  await database.query(
    `with question as (
       insert into custom_questions (org_id, id, slot, kind, answer_class, wording, options)
       values ($1, gen_random_uuid(), 1, 'choice', 'aggregate', 'What would help you and {P} most right now?', '{More time together,A clearer goal,Fewer interruptions,A decision from above}')
       returning id
     ), asked as (
       insert into cycle_questions (org_id, cycle_id, question_id) select $1, $2, id from question
     ), cells as (
       insert into published_cells (org_id, cycle_id, unit_id, lineage, measure, pair_type, visible, counted, enrolled, band)
       select $1, $2, $3::uuid, array[$3::uuid], 'own:1:' || option, 'all', true, 120, 120, 'to-50'
       from unnest('{a,b,c,d}'::text[]) option
     )
     insert into cell_readers (org_id, person_id, cycle_id, unit_id, measure, pair_type)
     select $1, $4::uuid, $2, $3, 'own:1:' || option, 'all' from unnest('{a,b,c,d}'::text[]) option`,
    key,
  );
}

test("the overview prints on two A4 pages, with the most units that it shows", async ({ page, lead }) => {
  const { spec, cycles } = organizationOf(10);
  await lead("Vera", cycles, spec);
  await page.goto("/insights");
  await expect(section(page, "Is the mix improving?")).toBeVisible();
  expect(await pagesPrinted(page)).toBe(2);
});

test("the overview prints on two A4 pages with promises kept and a question of the organization's own", async ({
  page,
  lead,
  database,
}) => {
  const { spec, cycles } = organizationOf(6);
  const { made, cycleIds } = await lead("Vera", cycles, spec);
  await askOwnQuestion(database, made, cycleIds.at(-1)!);
  await page.goto("/insights");
  await expect(section(page, "Do duos keep what they promise each other?")).toContainText("80% or more");
  await expect(section(page, "Your organization’s own questions").getByRole("row")).toHaveCount(5);
  expect(await pagesPrinted(page)).toBe(2);
});

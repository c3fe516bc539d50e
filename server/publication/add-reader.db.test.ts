import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { publishedCells } from "@/db/schema";
import { freshDatabase } from "@/testkit/database/fresh-database";
import {
  createOrganization,
  type MadeOrganization,
  type OrganizationSpec,
} from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import { addCellReader } from "./add-reader";

const database = freshDatabase();

/** Product with ten duos, Nadia the manager of the first; Platform with so many that it may be compared, or not. */
function organization(platform: number): OrganizationSpec {
  const people: OrganizationSpec["people"] = {
    Vera: { leads: "Company" },
    Dina: { leads: "Platform" },
    Nadia: {},
  };
  const duos: OrganizationSpec["duos"] = {};
  for (const [unit, count] of [
    ["Product", 10],
    ["Platform", platform],
  ] as const) {
    for (let n = 1; n <= count; n++) {
      const name = `${unit}${n}`;
      const manager = name === "Product1" ? "Nadia" : `M${name}`;
      people[`I${name}`] = {};
      people[manager] ??= {};
      duos[name] = { ic: `I${name}`, manager, unit };
    }
  }
  return {
    units: { Company: {}, Product: { parent: "Company" }, Platform: { parent: "Company" } },
    people,
    duos,
  };
}

let made: MadeOrganization;
const published = (duos: OrganizationSpec["duos"]): PublishedCycle => ({
  duos: Object.fromEntries(
    Object.keys(duos!).map((name, index) => [
      name,
      { status: "steady", level: 55 + 5 * (index % 3), trust: 40 + 5 * (index % 5) },
    ]),
  ),
});

async function arrange(platform: number) {
  const spec = organization(platform);
  made = await createOrganization(database.admin, spec);
  await publishCycles(database.admin, made, [
    published(spec.duos),
    { ...published(spec.duos), sharingMode: "private" },
  ]);
}
beforeEach(() => arrange(10));

const grant = (person: string, unit: string) =>
  database.admin.query(
    "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, $2, $3, 'leader', $4)",
    [made.orgId, randomUUID(), made.people[person]!.id, made.units[unit]],
  );
const add = (person: string, ...units: string[]) =>
  addCellReader(made.orgId, {
    personId: made.people[person]!.id,
    unitIds: units.map((unit) => made.units[unit]!),
  });

/** The measures that a person reads of a unit, over both cycles. */
async function read(person: string, unit: string): Promise<string[]> {
  const rows = await withViewer({ orgId: made.orgId, personId: made.people[person]!.id }, (tx) =>
    tx.select({ unitId: publishedCells.unitId, measure: publishedCells.measure }).from(publishedCells),
  );
  return [
    ...new Set(rows.filter(({ unitId }) => unitId === made.units[unit]).map(({ measure }) => measure)),
  ].sort();
}

test("without an entry, a later leader reads no masked figure of an earlier cycle", async () => {
  await grant("Nadia", "Product");
  expect(await read("Nadia", "Product")).toEqual([]);
});

test("an entry alone is not enough: the grant makes it readable", async () => {
  await add("Nadia", "Product");
  expect(await read("Nadia", "Product")).toEqual([]);
  await grant("Nadia", "Product");
  expect(await read("Nadia", "Product")).not.toEqual([]);
});

test("a later leader reads what is safe with them: means beside nine others, no share that their own duo could fill", async () => {
  await add("Nadia", "Product");
  await grant("Nadia", "Product");
  const measures = await read("Nadia", "Product");
  expect(measures).toContain("dimension:TRUST");
  expect(measures).toContain("level");
  // Ten duos, one their own: a share needs five for each of their own and five more.
  expect(measures).toContain("watch");
  expect(measures).toContain("verdict:level");
  expect(measures).not.toContain("verdict:dimension:TRUST");
  expect(await read("Nadia", "Platform")).toEqual([]);
  expect(await read("Nadia", "Company")).toEqual([]);
});

test("units that are granted together are judged together: nobody is left beyond them", async () => {
  await arrange(4);
  await add("Nadia", "Product", "Platform");
  await grant("Nadia", "Product");
  await grant("Nadia", "Platform");
  expect(await read("Nadia", "Product")).toContain("verdict:level");
});

test("who could solve a figure with their own duos never becomes its reader", async () => {
  await database.admin.query(
    `insert into cell_unsafe_people (org_id, cycle_id, unit_id, measure, pair_type, person_ids)
     select org_id, cycle_id, unit_id, measure, pair_type, array[$2::uuid] from published_cells
     where org_id = $1 and unit_id = $3 and measure in ('dimension:TRUST', 'watch')
     on conflict on constraint cell_unsafe_people_org_id_unit_id_cycle_id_measure_pair_type_pk do update set person_ids = excluded.person_ids`,
    [made.orgId, made.people.Nadia!.id, made.units.Product],
  );
  await add("Nadia", "Product");
  await grant("Nadia", "Product");
  const measures = await read("Nadia", "Product");
  expect(measures).not.toContain("watch");
  expect(measures).not.toContain("dimension:TRUST");
  expect(measures).toContain("level");
});

test("no comparison with a company whose rest is under five duos", async () => {
  await arrange(4);
  await add("Nadia", "Product");
  await grant("Nadia", "Product");
  expect(await read("Nadia", "Product")).not.toContain("verdict:level");
});

test("a leader whose scope grows loses the comparisons that become solvable", async () => {
  expect(await read("Dina", "Platform")).toContain("verdict:dimension:TRUST");
  await add("Dina", "Product");
  await grant("Dina", "Product");
  const measures = await read("Dina", "Platform");
  expect(measures).not.toContain("verdict:dimension:TRUST");
  expect(measures).toContain("dimension:TRUST");
  expect(measures).toContain("verdict:level");
});

test("a second call changes nothing", async () => {
  await add("Nadia", "Product");
  const count = async () =>
    (
      await database.admin.query("select count(*)::int as n from cell_readers where org_id = $1", [
        made.orgId,
      ])
    ).rows[0].n;
  const before = await count();
  await add("Nadia", "Product");
  expect(await count()).toBe(before);
});

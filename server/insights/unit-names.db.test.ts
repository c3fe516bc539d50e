import { expect, test } from "vitest";
import { csvOriginal, parseCsv } from "@/lib/csv/csv";
import { parseFilters } from "@/lib/insights/filters";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { openDuos } from "./duos";
import { openExport } from "./export";
import { openOverview } from "./overview";
import { openUnit, openUnitTree } from "./units";

const database = freshDatabase();

test("leaders read a unit whose name another one has by its path, in lists and files, as the tree was then", async () => {
  const made = await createOrganization(database.admin, {
    units: {
      Company: {},
      Product: { parent: "Company" },
      Platform: { parent: "Company" },
      Crew: { parent: "Product" },
      Other: { parent: "Platform" },
    },
    people: { Ada: { admin: true }, Vera: { leads: "Company" }, A: {}, B: {}, C: {}, D: {}, E: {}, F: {} },
    duos: {
      first: { ic: "A", manager: "B", unit: "Crew" },
      second: { ic: "C", manager: "D", unit: "Other" },
      third: { ic: "E", manager: "F", unit: "Product" },
    },
  });
  const rename = (name: string) =>
    database.arrange("update units set name = $1 where id = $2", [name, made.units.Other]);
  await rename("Crew");
  const ada = viewerOf(made, "Ada", { isAdmin: true });
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  const { cycleId } = await openCycle(ada, { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
  await closeCycle(ada, { cycleId });
  await publishCycle(made.orgId, cycleId);
  await rename("Another name");

  const vera = viewerOf(made, "Vera", { leads: [made.units.Company!] });
  const paths = ["Company / Platform / Crew", "Company / Product / Crew", "Product"];
  const list = await (await openDuos(vera, parseFilters({})))?.answer;
  if (list?.kind !== "duos") throw new Error("no list");
  expect(list.rows.map(({ unitName }) => unitName).sort()).toEqual(paths);
  const at = { unit: made.units.Product, open: [made.units.Product!].join() };
  const tree = await (await openUnitTree(vera, parseFilters(at)))?.answer;
  expect(tree?.kind === "tree" && tree.rows.map(({ name }) => name)).toEqual(["Product", paths[1]]);
  const page = await openUnit(vera, {}, made.units.Crew!);
  expect(page?.frame.unit.label).toBe(paths[1]);
  const overview = await (await openOverview(vera, parseFilters({ unit: made.units.Product })))?.answer;
  expect(overview?.kind === "unit" && overview.beside.map(({ name }) => name)).toEqual(["Product", paths[1]]);
  for (const table of ["duos", "cells"]) {
    const [head, ...records] = parseCsv(await new Response((await openExport(vera, { table })).body).text());
    const at = head!.indexOf("unit");
    const named = new Set(records.map((record) => csvOriginal(record[at]!)));
    expect([table, paths.filter((path) => !named.has(path))]).toEqual([table, []]);
    expect(named.has("Crew")).toBe(false);
  }
});

import { beforeAll, expect, test } from "vitest";
import { type Tx, withViewer } from "@/db/client";
import { leaderScope } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import type { Export } from "../exports/columns";
import { exportChanges, exportDataset, exportDuos, exportHistory } from "../exports/duos";
import { listNeedingAttention } from "./attention";
import { countChangeSteps, countMapCells, listChanges, listStates } from "./changes";
import { countDuos, findDuo, listDuoHistory, listDuos } from "./duos";
import { countFlows, listDuosGone } from "./flows";
import { findOverviewCounts, listCells, listUnitCounts } from "./unit-figures";
import { listAllUnitsInScope, listShapes, listUnitsInScope } from "./units";

const database = freshDatabase();
let made: MadeOrganization;
let cycleIds: string[];

beforeAll(async () => {
  made = await createOrganization(database.admin, insightsOrganization());
  const diverging = { status: "diverging", reason: "apart" } as const;
  cycleIds = await publishCycles(database.admin, made, [
    { duos: steadyBut() },
    { duos: steadyBut({ p1: diverging, q2: diverging, c1: diverging }) },
  ]);
});

/** Vera's policies show the whole company; the scope that the query is given is Product alone. */
function narrowed<T>(query: (tx: Tx, key: ReturnType<typeof keyOf>) => Promise<T>): Promise<T> {
  return withViewer({ orgId: made.orgId, personId: made.people.Vera!.id }, (tx) => query(tx, keyOf()));
}
function keyOf() {
  const scope = leaderScope({ leads: [made.units.Product!] })!;
  const [before, cycleId] = cycleIds as [string, string];
  return {
    scope,
    orgId: made.orgId,
    readerId: made.people.Vera!.id,
    before,
    previous: { id: before, opensOn: "2026-01-21" },
    recounted: false,
    cycleId,
    unitId: made.units.Company!,
    filters: {},
    outside: made.duos.q2!,
  };
}

const rowsOf = async ({ query }: Export) => await (query as unknown as PromiseLike<object[]>);

test("no query of a leader gives more than its scope, whatever the policies show", async () => {
  const product = 8;
  const states = new Map([["diverging", 1] as const, ["steady", product - 1] as const]);
  expect(await narrowed(countDuos)).toEqual(states);
  expect(await narrowed((tx, key) => listDuos(tx, key, { limit: 50, counts: states }))).toHaveLength(product);
  expect(await narrowed((tx, key) => listChanges(tx, key, { limit: 50, older: 0 }))).toHaveLength(1);
  expect(await narrowed((tx, key) => listNeedingAttention(tx, key, 50))).toHaveLength(1);
  const steps = await narrowed(countChangeSteps);
  expect(steps.toSorted((a, b) => a.count - b.count)).toEqual([
    { from: "steady", to: "diverging", count: 1, inBoth: true },
    { from: "steady", to: "steady", count: product - 1, inBoth: true },
  ]);
  const counted = await narrowed(countMapCells);
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(product);
  const gone = { fromCycleId: cycleIds[0]!, from: ["steady"], to: ["diverging"] } as const;
  expect(await narrowed((tx, key) => listDuosGone(tx, key, gone))).toEqual([made.duos.p1]);
  const flow = await narrowed((tx, key) => countFlows(tx, key, key.before));
  expect(flow.reduce((sum, { count }) => sum + count, 0)).toBe(product);
});

test("the pages of a list are the whole list, also where one goes over several states", async () => {
  const pages = (dir: "asc" | "desc", recounted = false) =>
    narrowed(async (tx, narrow) => {
      const scope = leaderScope({ leads: [made.units.Company!] })!;
      const key = { ...narrow, scope, recounted, filters: { dir } };
      const counts = await countDuos(tx, key);
      const page = (limit: number, offset: number) => listDuos(tx, key, { limit, offset, counts });
      const all = await page(50, 0);
      const paged = [];
      for (let offset = 0; offset < all.length; offset += 2) paged.push(...(await page(2, offset)));
      expect(paged).toEqual(all);
      return all.map(({ name, status }) => `${status} ${name}`);
    });
  for (const dir of ["asc", "desc"] as const) {
    const states = await pages(dir);
    expect(states.length).toBeGreaterThan(8);
    // Sorted in one by the database, as rows are whose date of a state is looked up.
    expect(states).toEqual(await pages(dir, true));
  }
});

test("nor a duo outside it, in any cycle", async () => {
  expect(
    await narrowed((tx, key) => findDuo(tx, { ...key, duoId: key.outside }, key.cycleId)),
  ).toBeUndefined();
  expect(await narrowed((tx, key) => listDuoHistory(tx, { ...key, duoId: key.outside }, cycleIds))).toEqual(
    [],
  );
  expect(await narrowed((tx, key) => listStates(tx, { ...key, duoIds: [key.outside], cycleIds }))).toEqual(
    [],
  );
});

test("nor a unit or a figure above it or beside it", async () => {
  const unitIds = Object.values(made.units);
  const wanted = [{ unitIds, cycleIds, measures: ["dimension:TRUST", "verdict:level"] as const }];
  const cells = await narrowed((tx, key) => listCells(tx, { ...key, pairType: "all", wanted }));
  expect(new Set(cells.map(({ unitId }) => unitId))).toEqual(new Set([made.units.Product]));
  const counts = await narrowed((tx, key) => listUnitCounts(tx, { ...key, attributes: ["all"], wanted }));
  expect(new Set(counts.map(({ unitId }) => unitId))).toEqual(new Set([made.units.Product]));
  const ofAll = { attribute: "all", value: "" } as const;
  const overview = (unitId: string) =>
    narrowed((tx, key) => findOverviewCounts(tx, { ...key, ...ofAll, unitId }));
  expect(await overview(made.units.Company!)).toBeUndefined();
  expect(await overview(made.units.Product!)).toBeDefined();
  const around = { chosen: made.units.Company, open: Object.values(made.units) };
  const inTree = await narrowed((tx, key) => listUnitsInScope(tx, key, around));
  expect(inTree.map(({ name }) => name)).toEqual(["Product"]);
  const everywhere = await narrowed((tx, key) => listAllUnitsInScope(tx, key));
  expect(everywhere.map(({ name }) => name)).toEqual(["Product"]);
  const shapes = await narrowed((tx, key) => listShapes(tx, key, cycleIds));
  expect(new Set(shapes.map(({ unitId }) => unitId))).toEqual(new Set([made.units.Product]));
});

test("nor does a file", async () => {
  const cycle = { id: cycleIds[1]!, number: 2, opensAt: new Date(), instrumentVersion: "1.0.0" };
  expect(await narrowed((tx, key) => rowsOf(exportDuos(tx, cycle, key)))).toHaveLength(8);
  expect(await narrowed((tx, key) => rowsOf(exportChanges(tx, cycle, key)))).toHaveLength(1);
  expect(await narrowed((tx, key) => rowsOf(exportDataset(tx, key, cycle)))).toHaveLength(8);
  expect(await narrowed((tx, key) => rowsOf(exportHistory(tx, cycleIds, key)))).toHaveLength(16);
});

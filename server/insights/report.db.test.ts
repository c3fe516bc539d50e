import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import { unstatedAttributes } from "@/lib/insights/kind-sentences";
import type { RangeReport } from "@/lib/insights/report";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type OrganizationSpec } from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { noteAction } from "./actions";
import { openFlow } from "./flow";
import { openReport } from "./report";

const database = freshDatabase();

async function arrange(cycles: readonly PublishedCycle[], spec: OrganizationSpec = insightsOrganization()) {
  const made = await createOrganization(database.admin, spec);
  return { made, cycleIds: await publishCycles(database.admin, made, cycles) };
}

const load = async (viewer: Viewer, filters: Filters = {}) => (await openReport(viewer, filters))?.answer;

async function reportOf(viewer: Viewer, filters: Filters = {}): Promise<RangeReport> {
  const report = await load(viewer, filters);
  if (report?.kind !== "range") throw new Error(`not a report: ${report?.kind}`);
  return report;
}

const declining = { status: "diverging", reason: "declining" } as const;

/** p1 diverges for two cycles and recovers, q1 recovers after one, p4 comes to diverge, p3 misses a cycle. */
const threeCycles: readonly PublishedCycle[] = [
  { duos: steadyBut({ p1: declining, p2: "multiplying", q1: "strained" }) },
  { duos: steadyBut({ p1: declining, p3: "incomplete" }) },
  { duos: steadyBut({ p4: declining }) },
];

describe("a report", () => {
  test("counts what changed between neighbours over the duos complete in both, in the reader's scope alone", async () => {
    const { made, cycleIds } = await arrange(threeCycles);
    const whole = await reportOf(leaderOf(made, "Vera", ["Company"]));
    expect(whole.range.cycles.map(({ id }) => id)).toEqual(cycleIds);
    expect(whole.changes).toMatchObject({ steps: 2, compared: 42 });
    expect(whole.changes.moves.toSorted((a, b) => a.from.localeCompare(b.from))).toEqual([
      { from: "diverging", to: "steady", count: 1 },
      { from: "multiplying", to: "steady", count: 1 },
      { from: "steady", to: "diverging", count: 1 },
      { from: "strained", to: "steady", count: 1 },
    ]);
    // Both began with the rows.
    expect(whole.changes.recoveries).toEqual([
      { cycles: 1, atLeast: true },
      { cycles: 2, atLeast: true },
    ]);
    expect(whole.past.map(({ states }) => !states.hidden && states.counted)).toEqual([22, 21, 22]);
    expect(whole.units.map(({ name }) => name)).toEqual(["Labs", "Platform", "Product"]);

    const dina = leaderOf(made, "Dina", ["Product"]);
    const product = await reportOf(dina, { from: cycleIds[1], to: cycleIds[2] });
    expect(product.changes).toEqual({
      steps: 1,
      compared: 7,
      moves: expect.arrayContaining([
        { from: "diverging", to: "steady", count: 1 },
        { from: "steady", to: "diverging", count: 1 },
      ]),
      recoveries: [{ cycles: 2, atLeast: true }],
    });
    expect(product.units.map(({ name }) => name)).toEqual(["Product"]);
    await expect(load(dina, { unit: made.units.Company })).rejects.toMatchObject({ code: "not-found" });
    await expect(load(leaderOf(made, "Ip1", []))).rejects.toMatchObject({ code: "not-found" });
  });

  test("of one cycle compares nothing; before the first publication there is none", async () => {
    const { made, cycleIds } = await arrange(threeCycles);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const one = await reportOf(vera, { from: cycleIds[1], to: cycleIds[1] });
    expect(one.changes).toEqual({ steps: 0, compared: 0, moves: [], recoveries: [] });
    const empty = await createOrganization(database.admin, insightsOrganization());
    expect(await load(leaderOf(empty, "Vera", ["Company"]))).toBeUndefined();
  });

  test("keeps a private cycle as a gap with its own cells, and the duos' spells within what rows say", async () => {
    const duos = steadyBut({ p1: declining });
    const { made, cycleIds } = await arrange([
      { duos },
      { duos },
      { duos, sharingMode: "private" },
      { duos },
      { duos: steadyBut() },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const report = await reportOf(vera, { from: cycleIds[0] });
    expect(report.changes).toMatchObject({
      steps: 2,
      compared: 44,
      recoveries: [{ cycles: 1, atLeast: true }],
    });
    const states = report.past.map(({ states }) => !states.hidden && states.states[0]);
    expect(states[1]).toMatchObject({ value: 0, band: null });
    expect(states[2]).toMatchObject({ value: null, band: "to-20" });
    expect(await reportOf(vera, { from: cycleIds[2], to: cycleIds[3] })).toMatchObject({
      changes: { steps: 0, compared: 0 },
    });
    // A range that ends with it shows no kinds, and no unit by its duos.
    const ended = await reportOf(vera, { from: cycleIds[0], to: cycleIds[2] });
    expect(ended).toMatchObject({ kinds: undefined, followUp: undefined, changes: { steps: 1 } });
  });

  test("leaves a withdrawn cycle out: its neighbours are compared with each other", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut() },
      { duos: steadyBut({ p2: declining }), withdrawn: "The wrong people were enrolled." },
      { duos: steadyBut({ p1: declining }) },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const report = await reportOf(vera);
    expect(report.past.map(({ cycle }) => cycle.id)).toEqual([cycleIds[0], cycleIds[2]]);
    expect(report.range.withdrawn.map(({ id }) => id)).toEqual([cycleIds[1]]);
    expect(report.changes).toMatchObject({
      steps: 1,
      compared: 22,
      moves: [{ from: "steady", to: "diverging", count: 1 }],
    });
    expect((await reportOf(vera, { from: cycleIds[1] })).range.cycles).toHaveLength(1);
    expect(await load(vera, { to: cycleIds[1] })).toMatchObject({ kind: "withdrawn" });
  });

  test("refuses another organization's cycle at either end, and a first cycle later than the last", async () => {
    const { made, cycleIds } = await arrange(threeCycles);
    const other = await arrange(threeCycles.slice(0, 1));
    const vera = leaderOf(made, "Vera", ["Company"]);
    for (const foreign of [other.cycleIds[0]!, randomUUID(), "00000000-0000-0000-0000-000000000000"]) {
      // Before the page begins: a refusal that came with its answer would be a failure of the page.
      await expect(openReport(vera, { from: foreign })).rejects.toMatchObject({ code: "not-found" });
      await expect(openReport(vera, { to: foreign })).rejects.toMatchObject({ code: "not-found" });
      await expect(openFlow(vera, { from: foreign })).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await load(vera, { from: cycleIds[2], to: cycleIds[0] })).toMatchObject({
      kind: "reversed",
      from: { id: cycleIds[2] },
    });
  });

  test("follows a unit that moved as far as its reader may read it", async () => {
    const { made, cycleIds } = await arrange(threeCycles.slice(1));
    const { Company, Product, Labs } = made.units;
    const lineage = [Company, Product, Labs];
    await database.arrange(
      "update cycle_units set parent_id = $1, lineage = $2 where cycle_id = $3 and unit_id = $4",
      [Product, lineage, cycleIds[1], Labs],
    );
    for (const table of ["published_duos", "published_unit_counts"]) {
      await database.arrange(`update ${table} set lineage = $1 where cycle_id = $2 and unit_id = $3`, [
        lineage,
        cycleIds[1],
        Labs,
      ]);
    }
    const seen = await reportOf(leaderOf(made, "Vera", ["Company"]), { unit: Labs });
    expect([...seen.reorganized]).toEqual([cycleIds[1]]);
    expect(seen.changes.compared).toBe(2);
    const joined = await reportOf(leaderOf(made, "Dina", ["Product"]), { unit: Labs });
    expect(joined.past.map(({ states }) => states.hidden)).toEqual(["no-duos", undefined]);
    expect(joined.changes.compared).toBe(0);
  });

  test("of an organization of one duo has its one row, and states nothing of kinds or units", async () => {
    const { made } = await arrange([{ duos: { only: "steady" } }, { duos: { only: declining } }], {
      people: { Vera: { leads: "Company" }, Ines: {}, Marc: {} },
      duos: { only: { ic: "Ines", manager: "Marc" } },
    });
    const report = await reportOf(leaderOf(made, "Vera", ["Company"]));
    expect(report.changes).toMatchObject({
      compared: 1,
      moves: [{ from: "steady", to: "diverging", count: 1 }],
    });
    expect(report.kinds).toMatchObject({ complete: 1, compared: false });
    expect(unstatedAttributes(report.kinds!)).toEqual(["grade", "team"]);
    expect(report.units).toEqual([]);
  });

  test("counts the actions done in the time of the range, on whichever row they were noted, and leaves one audit row", async () => {
    const { made, cycleIds } = await arrange(threeCycles);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const note = (duo: string, cycle: number, kind: string) =>
      noteAction(vera, {
        duoId: made.duos[duo]!,
        cycleId: cycleIds[cycle]!,
        kind,
        on: `2026-0${cycle + 1}-20`,
      });
    // Done in the last cycle's time, and noted on an old row.
    expect(
      await noteAction(vera, {
        duoId: made.duos.p1!,
        cycleId: cycleIds[0]!,
        kind: "left-alone",
        on: "2026-03-21",
      }),
    ).toEqual({ kind: "saved" });
    for (const [duo, cycle, kind] of [
      ["p1", 0, "coach"],
      ["p1", 1, "talked"],
      ["p2", 1, "talked"],
      ["q1", 2, "roles"],
    ] as const) {
      expect(await note(duo, cycle, kind)).toEqual({ kind: "saved" });
    }
    const { actions } = await reportOf(vera, { from: cycleIds[1] });
    expect(actions.kinds.toSorted((a, b) => a.count - b.count)).toEqual([
      { kind: "left-alone", count: 1 },
      { kind: "roles", count: 1 },
      { kind: "talked", count: 2 },
    ]);
    expect(actions).toMatchObject({ duos: 3, promised: true });
    const product = await reportOf(leaderOf(made, "Dina", ["Product"]));
    expect(product.actions).toMatchObject({ duos: 2 });
    const { rows } = await database.admin.query(
      "select actor_id as actor, subject_id as unit, detail from audit_log where org_id = $1 and detail->>'view' = 'report' order by at",
      [made.orgId],
    );
    expect(rows).toEqual([
      {
        actor: vera.personId,
        unit: made.units.Company,
        detail: { cycle: cycleIds[2], from: cycleIds[1], view: "report" },
      },
      {
        actor: made.people.Dina!.id,
        unit: made.units.Product,
        detail: { cycle: cycleIds[2], view: "report" },
      },
    ]);
    const first = await reportOf(vera, { from: cycleIds[0], to: cycleIds[0] });
    expect(first.actions).toMatchObject({ duos: 1, kinds: [{ kind: "coach", count: 1 }] });
  });
});

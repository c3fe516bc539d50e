import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { heatMeasures } from "@/lib/insights/figures";
import type { OpenedView } from "@/lib/insights/frame";
import type { Overview } from "@/lib/insights/overview";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut, twoCycles } from "@/testkit/scenes/insights";
import { openChanges } from "./changes";
import { loadLeaderDuo } from "./duos";
import { openFlow } from "./flow";
import { openOverview } from "./overview";

const database = freshDatabase();

async function arrange(cycles: readonly PublishedCycle[]) {
  const made = await createOrganization(database.admin, insightsOrganization());
  return { made, cycleIds: await publishCycles(database.admin, made, cycles) };
}

/** The answer of a view that opens first. */
const answered =
  <A extends unknown[], T>(open: (...args: A) => Promise<OpenedView<T> | undefined>) =>
  async (...args: A) =>
    (await open(...args))?.answer;
const loadOverview = answered(openOverview);
const loadChanges = answered(openChanges);
const loadFlow = answered(openFlow);

function asUnit(overview: Overview | undefined): Extract<Overview, { kind: "unit" }> {
  if (overview?.kind !== "unit") throw new Error(`not the overview of a unit: ${overview?.kind}`);
  return overview;
}
const countsOf = ({ states }: Pick<Extract<Overview, { kind: "unit" }>, "states">) =>
  states.hidden ?? Object.fromEntries(states.states.map(({ status, value }) => [status, value]));
const namesOf = (made: MadeOrganization, duos: readonly { duoId: string }[]) =>
  duos.map(({ duoId }) => Object.keys(made.duos).find((name) => made.duos[name] === duoId)).sort();

describe("the overview", () => {
  test("counts from the rows, n of N, and names what changed", async () => {
    const { made } = await arrange(twoCycles);
    const overview = asUnit(await loadOverview(leaderOf(made, "Vera", ["Company"]), {}));
    expect(countsOf(overview)).toEqual({
      multiplying: 1,
      steady: 16,
      strained: 2,
      diverging: 2,
      "not-enough-data": 0,
    });
    expect(overview.states).toMatchObject({ counted: 21, enrolled: 22 });
    expect(namesOf(made, overview.duos!.changes)).toEqual(["l1", "p2", "q1"]);
    expect(overview.duos!.first.map(({ status }) => status)).toEqual([
      "diverging",
      "diverging",
      "strained",
      "strained",
    ]);
    expect(overview.past.map(({ cycle }) => cycle.number)).toEqual([1, 2]);
    // Two duos: what their rows say is counted, and Trust, which no row says, is hidden.
    const labs = overview.heat.find(({ name }) => name === "Labs")!;
    expect(labs).toMatchObject({ counted: 2, enrolled: 2 });
    const kinds = labs.figures.map((figure) => (figure.kind === "hidden" ? figure.why : figure.kind));
    expect(kinds).toEqual(["mean", ...Array(6).fill("bands"), "too-few", "bands", "bands"]);
    expect(labs.figures[0]).toMatchObject({ value: 52.5, counted: 2, enrolled: 2, masked: false });
    expect(overview.beside.map(({ name }) => name)).toEqual(["Company", "Labs", "Platform", "Product"]);
    expect(overview.beside.map(countsOf)).toMatchObject([
      { diverging: 2, strained: 2 },
      { diverging: 0, strained: 1 },
      { diverging: 1, strained: 1 },
      { diverging: 1, strained: 0, multiplying: 1 },
    ]);
  });

  test("gives a director their unit alone, and refuses any other", async () => {
    const { made, cycleIds } = await arrange(twoCycles);
    const dina = leaderOf(made, "Dina", ["Product"]);
    const overview = asUnit(await loadOverview(dina, {}));
    expect(overview.frame.units.map(({ name }) => name)).toEqual(["Product"]);
    expect(namesOf(made, overview.duos!.changes)).toEqual(["p2"]);
    expect(overview.states).toMatchObject({ counted: 7, enrolled: 8 });
    for (const unit of [made.units.Company!, made.units.Platform!, randomUUID()]) {
      await expect(loadOverview(dina, { unit })).rejects.toMatchObject({ code: "not-found" });
    }
    await expect(loadOverview(dina, { cycle: randomUUID() })).rejects.toMatchObject({ code: "not-found" });
    expect(asUnit(await loadOverview(dina, { cycle: cycleIds[0] })).frame.cycle.number).toBe(1);
  });

  test("never shows leaders a duo they are in, and says nothing to who leads nothing", async () => {
    const { made } = await arrange(twoCycles);
    const overview = asUnit(await loadOverview(leaderOf(made, "Paul", ["Platform"]), {}));
    const { changes, first, mapDuos, mapCounts, comparison } = overview.duos!;
    const own = made.duos.q1!;
    expect([...changes, ...first].map(({ duoId }) => duoId)).not.toContain(own);
    expect(mapDuos.map(({ id }) => id)).not.toContain(own);
    // It counts with the unit all the same.
    expect(overview.states).toMatchObject({ counted: 8, enrolled: 8 });
    expect(mapDuos).toHaveLength(7);
    expect(mapCounts.reduce((sum, { count }) => sum + count, 0)).toBe(8);
    expect(comparison).toEqual({
      moves: [{ from: "multiplying", to: "diverging", count: 1 }],
      compared: 8,
      older: 0,
    });
    expect(changes).toEqual([]);
    await expect(loadLeaderDuo(leaderOf(made, "Paul", ["Platform"]), {}, own)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(loadOverview(leaderOf(made, "Ip1", []), {})).rejects.toMatchObject({ code: "not-found" });
  });

  test("gives a leader of several units a card for each and no sum", async () => {
    const { made } = await arrange(twoCycles);
    await database.admin.query(
      "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, $2, $3, 'leader', $4)",
      [made.orgId, randomUUID(), made.people.Dina!.id, made.units.Labs],
    );
    const dina = leaderOf(made, "Dina", ["Product", "Labs"]);
    const overview = await loadOverview(dina, {});
    expect(overview?.kind).toBe("cards");
    if (overview?.kind !== "cards") return;
    const cards = Object.fromEntries(overview.cards.map(({ name, states }) => [name, states]));
    // l1's level is 45 and l2's 60.
    expect(overview.cards.find(({ name }) => name === "Labs")?.level).toMatchObject({
      value: 52.5,
      counted: 2,
    });
    expect(cards).toMatchObject({
      Product: { counted: 7, enrolled: 8 },
      Labs: { counted: 2, enrolled: 2, watch: { kind: "hidden", why: "not-readable" } },
    });
    const chosen = asUnit(await loadOverview(dina, { unit: made.units.Labs }));
    expect(countsOf(chosen)).toMatchObject({ steady: 1, strained: 1 });
  });

  test("sums up any attributes, over time and unit by unit, and nothing masked beside them", async () => {
    const { made, cycleIds } = await arrange([
      twoCycles[0],
      { duos: { ...twoCycles[1].duos, p8: { status: "strained", reason: "low", agreement: "low" } } },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    await database.admin.query(
      "insert into published_drivers (org_id, cycle_id, unit_id, lineage, standing, duos) values ($1, $2, $3, array[$3::uuid], 'hidden', 7)",
      [made.orgId, cycleIds[1], made.units.Company],
    );
    const one = asUnit(await loadOverview(vera, { line: "yes" }));
    // p8 alone has a line manager and a team of twelve.
    expect(countsOf(one)).toMatchObject({ strained: 1, steady: 0 });
    expect(one.states).toMatchObject({ counted: 1, enrolled: 1, watch: { why: "not-offered" } });
    expect(namesOf(made, one.duos!.changes)).toEqual(["p8"]);
    expect(one.past.map(({ level }) => level)).toMatchObject([{ value: 60 }, { value: 45 }]);
    const both = asUnit(await loadOverview(vera, { line: "yes", team: "over-10" }));
    for (const part of ["states", "past", "heat"] as const) expect(both[part]).toEqual(one[part]);
    const trust = both.heat.map(({ figures }) => figures[heatMeasures.indexOf("dimension:TRUST")]);
    expect(trust).toEqual(Array(trust.length).fill({ kind: "hidden", why: "not-offered" }));
    // Of the whole company, whatever is chosen.
    expect(both.drivers).toMatchObject({ standing: "hidden", duos: 7 });
    expect(asUnit(await loadOverview(vera, { unit: made.units.Product })).drivers).toBeUndefined();
    // The same duos by the count of the whole unit, less p8.
    const [whole, others] = [
      asUnit(await loadOverview(vera, { unit: made.units.Product })),
      asUnit(
        await loadOverview(vera, { unit: made.units.Product, line: "no", platform: "no", tenure: "settled" }),
      ),
    ];
    expect(others.states).toMatchObject({ counted: 6, enrolled: 7 });
    expect(countsOf(others)).toEqual({ ...(countsOf(whole) as object), strained: 0 });
    expect(asUnit(await loadOverview(vera, { line: "yes", team: "to-5" })).states).toEqual({
      hidden: "no-duos",
    });
  });

  test("shows bands and no duo of a private cycle, and starts afresh after it", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut({ p1: "multiplying" }) },
      { sharingMode: "private", duos: steadyBut({ p1: "diverging" }) },
      { duos: steadyBut({ p1: "strained" }) },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const overview = asUnit(await loadOverview(vera, { cycle: cycleIds[1] }));
    expect(overview.duos).toBeUndefined();
    if (overview.states.hidden) throw new Error("the company's figures are hidden");
    for (const { value, band } of overview.states.states) {
      expect(value).toBeNull();
      expect(["to-20", "to-50", "under-80", "from-80"]).toContain(band);
    }
    // Labs is too small to be shown. Platform is not, but its leader could take their own duo away.
    expect(overview.beside.map(({ name, states }) => [name, states.hidden])).toEqual([
      ["Company", undefined],
      ["Labs", "too-few"],
      ["Platform", "too-few-others"],
      ["Product", undefined],
    ]);
    const after = asUnit(await loadOverview(vera, {}));
    expect(after.duos?.changes).toEqual([]);
    const flow = await loadFlow(vera, { from: cycleIds[1] });
    expect(flow?.between?.from.id).toBe(cycleIds[0]);
  });

  test("shows no figure of a withdrawn cycle", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut() },
      { withdrawn: "The wrong people were enrolled.", duos: steadyBut({ p1: "diverging" }) },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    expect(asUnit(await loadOverview(vera, {})).frame.cycle.id).toBe(cycleIds[0]);
    expect((await loadOverview(vera, { cycle: cycleIds[1] }))?.kind).toBe("withdrawn");
    expect(await loadChanges(vera, { cycle: cycleIds[1] })).toMatchObject({
      states: undefined,
      list: undefined,
    });
    expect((await loadFlow(vera, { cycle: cycleIds[1] }))?.between).toBeUndefined();
  });

  test("is nothing before the first publication", async () => {
    const made = await createOrganization(database.admin, insightsOrganization());
    expect(await loadOverview(leaderOf(made, "Vera", ["Company"]), {})).toBeUndefined();
  });
});

test("changes list what entered each state, in the scope alone", async () => {
  const { made } = await arrange(twoCycles);
  const all = await loadChanges(leaderOf(made, "Vera", ["Company"]), {});
  expect(all?.list?.total).toBe(3);
  expect(all?.list?.duos.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
    "diverging apart",
    "diverging declining",
    "strained low",
  ]);
  const product = await loadChanges(leaderOf(made, "Dina", ["Product"]), {});
  expect(namesOf(made, product?.list?.duos ?? [])).toEqual(["p2"]);
  const chosen = await loadChanges(leaderOf(made, "Vera", ["Company"]), { unit: made.units.Platform });
  expect(namesOf(made, chosen?.list?.duos ?? [])).toEqual(["q1"]);
});

test("the flow counts the duos with a row in both cycles", async () => {
  const { made } = await arrange(twoCycles);
  const flow = await loadFlow(leaderOf(made, "Paul", ["Platform"]), {});
  // q1 is Paul's own duo and counts with the others.
  expect(flow?.between?.counts.toSorted((a, b) => b.count - a.count || a.to.localeCompare(b.to))).toEqual([
    { from: "steady", to: "steady", count: 6 },
    { from: "multiplying", to: "diverging", count: 1 },
    { from: "strained", to: "strained", count: 1 },
  ]);
});

test("the flow leaves out a duo that only one of the cycles has", async () => {
  const { p1: _, ...withoutP1 } = steadyBut();
  const { made } = await arrange([{ duos: withoutP1 }, { duos: steadyBut() }]);
  const flow = await loadFlow(leaderOf(made, "Dina", ["Product"]), {});
  expect(flow?.between?.counts).toEqual([{ from: "steady", to: "steady", count: 7 }]);
});

test("every view that names duos leaves one row in the audit log, with filter and count", async () => {
  const { made, cycleIds } = await arrange(twoCycles);
  const vera = leaderOf(made, "Vera", ["Company"]);
  await loadOverview(vera, { pair: "tech-lead-em", range: "6" });
  await loadChanges(vera, {});
  await loadFlow(vera, {});
  const { rows } = await database.admin.query(
    "select action, area, detail from audit_log where org_id = $1 and actor_id = $2 order by action",
    [made.orgId, vera.personId],
  );
  expect(rows).toEqual([
    { action: "changes.read", area: "reading", detail: { cycle: cycleIds[1], page: 1, count: 3 } },
    {
      action: "flow.read",
      area: "reading",
      detail: { cycle: cycleIds[1], from: cycleIds[0], count: 22 },
    },
    {
      action: "overview.read",
      area: "reading",
      detail: { cycle: cycleIds[1], kind: "unit", pair: "tech-lead-em", range: "6", count: 21 },
    },
  ]);
});

test("a leader whose role has ended reads nothing more, also by a page that was made before", async () => {
  const { made } = await arrange(twoCycles);
  const dina = leaderOf(made, "Dina", ["Product"]);
  const [first] = asUnit(await loadOverview(dina, {})).duos!.first;
  expect(await loadLeaderDuo(dina, {}, first!.duoId)).toMatchObject({ kind: "duo" });
  await database.admin.query(
    "update role_grants set revoked_at = now() where org_id = $1 and person_id = $2",
    [made.orgId, dina.personId],
  );
  // A request that read the role before it ended: the database's policies refuse it.
  const refused = { code: expect.stringMatching(/^(?:not-found|42501)$/) };
  await expect(loadLeaderDuo(dina, {}, first!.duoId)).rejects.toMatchObject(refused);
  await expect(loadOverview(dina, {})).rejects.toMatchObject(refused);
  // A request that begins later does not find the role.
  await expect(loadOverview({ ...dina, leads: [] }, {})).rejects.toMatchObject({ code: "not-found" });
});

import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { listChanges } from "@/db/queries/published/changes";
import { leaderScope, type Viewer } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import type { OpenedView } from "@/lib/insights/frame";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import { recountUnits } from "@/testkit/factories/unit-counts";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { openChanges } from "./changes";
import { loadLeaderDuo, openDuos } from "./duos";
import { openExport } from "./export";
import { openOverview } from "./overview";

const database = freshDatabase();

async function arrange(cycles: readonly PublishedCycle[]) {
  const made = await createOrganization(database.admin, insightsOrganization());
  return { made, cycleIds: await publishCycles(database.admin, made, cycles) };
}

/** The answer of a view that opens first. */
const answerOf = async <T>(
  open: (viewer: Viewer, filters: Filters) => Promise<OpenedView<T> | undefined>,
  viewer: Viewer,
) => (await open(viewer, {}))?.answer;

test("changes count the duos complete in both cycles, and list those of an older state apart with its date", async () => {
  const moving = { status: "diverging", reason: "declining" } as const;
  const { made, cycleIds } = await arrange([
    { duos: steadyBut({ p3: "multiplying" }) },
    { duos: steadyBut({ p1: "incomplete", p3: "incomplete", p4: "incomplete", q2: "strained" }) },
    { duos: steadyBut({ p1: moving, p2: moving, p3: "multiplying", p5: "incomplete", q2: "steady" }) },
  ]);
  const vera = leaderOf(made, "Vera", ["Company"]);
  const all = await answerOf(openChanges, vera);
  // Of 22, p1, p3 and p4 were not complete before and p5 is not now.
  expect(all?.list?.comparison).toEqual({
    moves: expect.arrayContaining([
      { from: "steady", to: "diverging", count: 1 },
      { from: "strained", to: "steady", count: 1 },
    ]),
    compared: 18,
    older: 1,
  });
  expect(all?.list?.comparison.moves).toHaveLength(2);
  const [p1, p2, q2] = [made.duos.p1!, made.duos.p2!, made.duos.q2!];
  const shown = (all?.list?.duos ?? []).map(({ duoId, inBoth, previousStatusOn }) => ({
    duoId,
    inBoth,
    previousStatusOn,
  }));
  const { rows: opened } = await database.admin.query<{ on: string }>(
    "select (opens_at at time zone time_zone)::date::text as on from cycles where id = any($1) order by number",
    [cycleIds],
  );
  const [first, second] = opened.map(({ on }) => on);
  expect(shown).toEqual([
    { duoId: p2, inBoth: true, previousStatusOn: second },
    { duoId: q2, inBoth: true, previousStatusOn: second },
    { duoId: p1, inBoth: false, previousStatusOn: first },
  ]);
  // A list that is cut off before its end begins with the same ones.
  const selection = {
    scope: leaderScope(vera)!,
    orgId: vera.orgId,
    readerId: vera.personId,
    cycleId: cycleIds[2]!,
    unitId: made.units.Company!,
    filters: {},
    recounted: false,
    previous: { id: cycleIds[1]!, opensOn: second! },
  };
  const cut = await withViewer(vera, (tx) => listChanges(tx, selection, { limit: 2, older: 1 }));
  expect(cut.map(({ duoId }) => duoId)).toEqual([p2, q2]);
  const overview = await answerOf(openOverview, vera);
  if (overview?.kind !== "unit") throw new Error(`not the overview of a unit: ${overview?.kind}`);
  expect(overview.duos!.comparison).toMatchObject({ compared: 18, older: 1 });
  expect(overview.duos!.changes.map(({ duoId, inBoth }) => [duoId, inBoth])).toEqual(
    shown.map(({ duoId, inBoth }) => [duoId, inBoth]),
  );
  const file = await new Response((await openExport(vera, { table: "changes" })).body).text();
  const [head, ...records] = file.trim().split(/\r?\n/);
  expect(head).toMatch(/,previous_status_on,complete_in_both$/);
  expect(records.map((record) => record.split(",").slice(-2))).toEqual(
    shown.map(({ inBoth, previousStatusOn }) => [previousStatusOn, inBoth ? "t" : "f"]),
  );
  // The reader of one unit compares that unit's duos: of eight, p1, p3 and p4 were not complete before, p5 is not now.
  const product = await answerOf(openChanges, leaderOf(made, "Dina", ["Product"]));
  expect(product?.list?.comparison).toMatchObject({ compared: 4, older: 1 });
  // Nor does a list, a page or a file say when an incomplete duo had its last state where it lay elsewhere.
  const elsewhere = [made.units.Company, made.units.Platform];
  const cameFromThere = (duoId: string | undefined) =>
    database.arrange("update published_duos set previous_lineage = $1 where cycle_id = $2 and duo_id = $3", [
      elsewhere,
      cycleIds[2],
      duoId,
    ]);
  await database.arrange(
    "update published_duos set unit_id = $1, lineage = $2 where cycle_id <> $3 and duo_id = $4",
    [made.units.Platform, elsewhere, cycleIds[2], made.duos.p5],
  );
  await cameFromThere(made.duos.p5);
  const lastOf = async (viewer: Viewer) => {
    const list = await answerOf(openDuos, viewer);
    const duo = await loadLeaderDuo(viewer, {}, made.duos.p5!);
    const table = await new Response((await openExport(viewer, { table: "duos" })).body).text();
    const [names, ...lines] = table.trim().split(/\r?\n/);
    const at = names!.split(",").indexOf("last_status_on");
    return [
      list?.kind === "duos" && list.rows.find(({ duoId }) => duoId === made.duos.p5)?.lastStatusOn,
      duo?.kind === "duo" && duo.duo.lastStatusOn,
      lines.find((line) => line.includes("Ip5"))?.split(",")[at],
    ];
  };
  expect(await lastOf(vera)).toEqual([second, second, second]);
  expect(await lastOf(leaderOf(made, "Dina", ["Product"]))).toEqual([null, null, ""]);
  // A duo whose last row lay outside what the reader reads is not compared, and its date stays hidden.
  await database.arrange(
    "update published_duos set unit_id = $1, lineage = $2 where cycle_id = $3 and duo_id = $4",
    [made.units.Platform, elsewhere, cycleIds[1], p2],
  );
  await cameFromThere(p2);
  await database.admin.query("delete from published_duos where cycle_id = $1 and duo_id = $2", [
    cycleIds[0],
    p2,
  ]);
  await recountUnits(database.admin, { orgId: made.orgId, cycleId: cycleIds[2]! });
  const moved = await answerOf(openChanges, leaderOf(made, "Dina", ["Product"]));
  expect(moved?.list?.comparison).toMatchObject({ moves: [], compared: 3, older: 2 });
  expect(moved?.list?.duos.find(({ duoId }) => duoId === p2)).toMatchObject({
    inBoth: false,
    previousStatusOn: null,
    previousStatus: null,
    previousLevel: null,
  });
  const toldOf = async (viewer: Viewer) => {
    const duo = await loadLeaderDuo(viewer, {}, p2);
    return duo?.kind === "duo" && [duo.duo.previousStatus, duo.duo.previousLevel];
  };
  expect(await toldOf(leaderOf(made, "Dina", ["Product"]))).toEqual([null, null]);
  expect(await toldOf(vera)).toEqual(["steady", 60]);
  // A bookmark of a duo that the newest cycle lacks opens the last cycle in which its reader reads it, and says so.
  const { p8 } = made.duos;
  await database.admin.query("delete from published_duos where cycle_id = $1 and duo_id = $2", [
    cycleIds[2],
    p8,
  ]);
  const bookmarked = await loadLeaderDuo(vera, {}, p8!);
  expect(bookmarked).toMatchObject({
    kind: "duo",
    frame: { cycle: { id: cycleIds[1] } },
    notIn: { id: cycleIds[2] },
  });
  const gone = { code: "not-found" };
  await expect(loadLeaderDuo(vera, { cycle: cycleIds[2] }, p8!)).rejects.toMatchObject(gone);
  await expect(loadLeaderDuo(leaderOf(made, "Dina", ["Platform"]), {}, p8!)).rejects.toMatchObject(gone);
});

describe("after a withdrawal", () => {
  const withdraw = (cycleId: string) =>
    database.arrange(
      "update cycles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'A wrong roster.' where id = $1",
      [cycleId],
    );
  const changesOf = async (viewer: Viewer) => {
    const list = (await answerOf(openChanges, viewer))?.list;
    return {
      ...list?.comparison,
      duos: list?.duos.map((duo) => [duo.duoId, duo.previousStatus, duo.previousLevel, duo.previousStatusOn]),
    };
  };

  test("a later cycle's changes count from what stands, in lists, sums and files", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut({ p1: "multiplying", p4: "strained" }) },
      { duos: steadyBut({ p1: "strained", p2: "diverging", p4: "steady" }) },
      { duos: steadyBut({ p1: "strained", p3: "diverging", p4: "incomplete" }) },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const [p1, p2, p3] = [made.duos.p1!, made.duos.p2!, made.duos.p3!];
    const duoOf = async (viewer: Viewer, duoId: string) => {
      const view = await loadLeaderDuo(viewer, {}, duoId);
      if (view?.kind !== "duo") throw new Error(`not a duo: ${view?.kind}`);
      return view;
    };
    expect((await duoOf(vera, p1)).duo).toMatchObject({ sinceOn: "2026-02-05", statusCycles: 2 });
    const before = await changesOf(vera);
    expect(before.duos?.map(([duoId]) => duoId)).toEqual([p3, p2]);

    await withdraw(cycleIds[1]!);
    const [, , third] = cycleIds;
    expect(await changesOf(vera)).toEqual({
      moves: expect.arrayContaining([
        { from: "multiplying", to: "strained", count: 1 },
        { from: "steady", to: "diverging", count: 1 },
      ]),
      compared: 21,
      older: 0,
      duos: [
        [p3, "steady", 60, "2026-01-05"],
        [p1, "multiplying", 80, "2026-01-05"],
      ],
    });
    const overview = await answerOf(openOverview, vera);
    if (overview?.kind !== "unit") throw new Error(`not the overview of a unit: ${overview?.kind}`);
    expect(overview.duos!.changes.map(({ duoId }) => duoId)).toEqual([p3, p1]);
    // Nobody reads a state as begun in the withdrawn cycle: p1 is strained for the first time, p2 was steady all along.
    const states = [];
    for (const duoId of [p1, p2]) states.push((await duoOf(vera, duoId)).duo);
    expect(states.map(({ sinceOn, statusCycles }) => [sinceOn, statusCycles])).toEqual([
      ["2026-03-05", 1],
      ["2026-01-05", 3],
    ]);
    // The incomplete duo last had a state in the first cycle, on its page too.
    const duo = await loadLeaderDuo(vera, {}, made.duos.p4!);
    expect(duo).toMatchObject({ duo: { lastStatusOn: "2026-01-05" }, last: { status: "strained" } });
    for (const table of ["changes", "duos", "dataset", "history"] as const) {
      const file = await new Response((await openExport(vera, { table })).body).text();
      const [head, ...records] = file
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(","));
      const at = (name: string) => head!.indexOf(name);
      const row = records.find((one) => one[0] === "3" && one.some((field) => field.includes("Ip1")))!;
      const told = ["since_on", "previous_status", "previous_level"].map((name) => row[at(name)]);
      expect(told, table).toEqual(["2026-03-05", "multiplying", "80"]);
    }
    // Rows that were published before the withdrawn cycle, or are of the cycle itself, keep theirs.
    const { rows } = await database.admin.query(
      "select previous_status from published_duos where cycle_id = $1 and duo_id = $2",
      [third, p1],
    );
    expect(rows).toEqual([{ previous_status: "strained" }]);
  });

  test("lists put first what began last among the cycles that stand", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut() },
      { duos: steadyBut({ p1: "strained", q5: "steady" }) },
      { duos: steadyBut({ p1: "strained", q5: "strained" }) },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    const { p1, q5 } = made.duos;
    const listed = async () => {
      const list = await answerOf(openDuos, vera);
      if (list?.kind !== "duos") throw new Error(`not a list: ${list?.kind}`);
      const file = await new Response((await openExport(vera, { table: "duos" })).body).text();
      const overview = await answerOf(openOverview, vera);
      if (overview?.kind !== "unit") throw new Error(`not the overview of a unit: ${overview?.kind}`);
      const strained = (ids: readonly string[]) => ids.filter((id) => id === p1 || id === q5);
      return [
        strained(list.rows.map(({ duoId }) => duoId)),
        strained(overview.duos!.first.map(({ duoId }) => duoId)),
        strained(file.match(new RegExp(`${p1}|${q5}`, "g"))!),
      ];
    };
    expect(await listed()).toEqual(Array(3).fill([q5, p1]));
    await withdraw(cycleIds[1]!);
    expect(await listed()).toEqual(Array(3).fill([p1, q5]));
  });

  test("nothing is counted across a private cycle, nor from a row that the reader may not read", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut({ p1: "multiplying" }) },
      { duos: steadyBut(), sharingMode: "private" },
      { duos: steadyBut() },
      { duos: steadyBut({ p1: "strained" }) },
    ]);
    const vera = leaderOf(made, "Vera", ["Company"]);
    expect((await changesOf(vera)).duos).toHaveLength(1);
    await withdraw(cycleIds[2]!);
    expect(await changesOf(vera)).toEqual({ moves: [], compared: 0, older: 0, duos: [] });

    const other = await arrange([
      { duos: steadyBut() },
      { duos: steadyBut() },
      { duos: steadyBut({ p1: "strained" }) },
    ]);
    const { Company, Platform } = other.made.units;
    await database.arrange(
      "update published_duos set unit_id = $1, lineage = $2 where cycle_id = $3 and duo_id = $4",
      [Platform, [Company, Platform], other.cycleIds[0], other.made.duos.p1],
    );
    await withdraw(other.cycleIds[1]!);
    expect(await changesOf(leaderOf(other.made, "Vera", ["Company"]))).toMatchObject({ compared: 22 });
    expect(await changesOf(leaderOf(other.made, "Dina", ["Product"]))).toMatchObject({
      compared: 7,
      duos: [],
    });
  });
});

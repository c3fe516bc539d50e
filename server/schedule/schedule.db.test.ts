import { describe, expect, test } from "vitest";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { closeDueCycles, publishClosedCycles } from "../jobs/close-cycles";
import { openDueCycles } from "../jobs/open-cycles";
import { loadSchedule, restorePlanned, saveSchedule, shiftPlannedCycle, skipPlanned } from "./schedule";

const scene = scheduledCycles();
const { now, rowsOf, setClock, states } = scene;

const ahead = async () =>
  (await loadSchedule(scene.ada)).ahead.map(({ opensLocal, number, block, state }) => ({
    opensLocal,
    number,
    block,
    state,
  }));

test("the checklist counts the duos of the opening day, whom the cycle then asks", async () => {
  const launch = async () => (await loadSchedule(scene.ada)).launch;
  const set = (duo: string, what: string) =>
    scene.database.arrange(`update duos set ${what} where id = $1`, [scene.made.duos[duo]]);
  await set("second", "started_on = '2031-01-06'");
  expect(await launch()).toEqual({ opensAt: null, duos: 1 });
  await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
  expect(await launch()).toEqual({ opensAt: "2031-01-06T08:00:00.000Z", duos: 2 });
  await set("first", "ended_on = '2031-01-06'");
  expect((await launch()).duos).toBe(1);
  await setClock("2031-01-06T08:00:00Z");
  await openDueCycles();
  const asked = await rowsOf("select duo_id from duo_cycles where org_id = $1", [scene.made.orgId]);
  expect(asked).toEqual([{ duo_id: scene.made.duos.second }]);
});

describe("the plan", () => {
  test("skips one without a number, takes it back in, and plans on", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    const [first, second] = (await loadSchedule(scene.ada)).ahead;
    await skipPlanned(scene.ada, { plannedId: second!.id });
    expect((await ahead()).map(({ number, state }) => [number, state])).toEqual([
      [1, "planned"],
      [null, "skipped"],
      [2, "planned"],
    ]);
    await setClock("2031-01-06T08:00:00Z");
    await openDueCycles();
    await setClock("2031-02-10T08:00:00Z");
    await closeDueCycles();
    await publishClosedCycles();
    await setClock("2031-03-06T08:00:00Z");
    await openDueCycles();
    expect(await states()).toEqual([
      { number: 1, state: "published" },
      { number: 2, state: "open" },
    ]);
    expect(first!.block).toBe("P_profile");
    await expect(restorePlanned(scene.ada, { plannedId: second!.id })).rejects.toMatchObject({
      code: "sign-in-again",
    });
    await scene.signInAgain();
    await expect(restorePlanned(scene.ada, { plannedId: second!.id })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("shifts one and leaves the others, and refuses what overlaps or has passed", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    const [first] = (await loadSchedule(scene.ada)).ahead;
    await shiftPlannedCycle(scene.ada, {
      plannedId: first!.id,
      opensLocal: "2031-01-08T10:30",
      shown: "2031-01-06T09:00",
    });
    expect((await loadSchedule(scene.ada)).ahead[0]).toMatchObject({
      opensAt: "2031-01-08T09:30:00.000Z",
      closesAt: "2031-01-29T17:00:00.000Z",
    });
    const shift = (opensLocal: string, shown = "2031-01-08T10:30") =>
      shiftPlannedCycle(scene.ada, { plannedId: first!.id, opensLocal, shown });
    // From a page on which the cycle was not moved yet.
    await expect(shift("2031-01-09T09:00", "2031-01-06T09:00")).rejects.toMatchObject({ code: "stale" });
    await expect(shift("2031-01-20T09:00")).rejects.toMatchObject({ fields: { opensLocal: "overlap" } });
    await expect(shift("2031-01-01T09:00")).rejects.toMatchObject({ fields: { opensLocal: "past" } });
    await expect(shift("2031-02-30T09:00")).rejects.toMatchObject({ code: "invalid" });
  });

  test("begins on a day to come, or on the one that it began on", async () => {
    const save = (rule: object, revision: number) =>
      saveSchedule(scene.ada, { ...monthlyRule, ...rule, revision });
    await expect(save({ firstDay: "2024-01-06" }, 0)).rejects.toMatchObject({ fields: { firstDay: "past" } });
    await save({}, 0);
    await setClock("2031-02-10T08:00:00Z");
    await scene.signInAgain();
    await save({ days: 14 }, 1);
    await expect(save({ firstDay: "2031-02-09" }, 2)).rejects.toMatchObject({ fields: { firstDay: "past" } });
  });

  test("is not changed by who did not see what was skipped or moved, which a change takes back", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    const [first, second] = (await loadSchedule(scene.ada)).ahead;
    await skipPlanned(scene.ada, { plannedId: first!.id });
    await shiftPlannedCycle(scene.ada, {
      plannedId: second!.id,
      opensLocal: "2031-02-10T09:00",
      shown: "2031-02-06T09:00",
    });
    const decided = (await loadSchedule(scene.ada)).ahead.map(({ byHand }) => byHand);
    expect(decided).toEqual(["skipped", "moved", null]);
    const save = (takesBack: string[]) =>
      saveSchedule(scene.ada, { ...monthlyRule, days: 20, takesBack, revision: 1 });
    for (const seen of [[], [first!.id], [second!.id]])
      await expect(save(seen)).rejects.toMatchObject({ code: "conflict" });
    expect((await loadSchedule(scene.ada)).ahead.map(({ byHand }) => byHand)).toEqual(decided);
    await save([first!.id, second!.id]);
    expect(await ahead()).toMatchObject([
      { opensLocal: "2031-01-06T09:00", state: "planned" },
      { opensLocal: "2031-02-06T09:00", state: "planned" },
      { opensLocal: "2031-03-06T09:00", state: "planned" },
    ]);
  });

  test("is one admin's at a time", async () => {
    const both = await Promise.allSettled([
      saveSchedule(scene.ada, { ...monthlyRule, revision: 0 }),
      saveSchedule(scene.ada, { ...monthlyRule, rhythm: "quarterly", revision: 0 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(saveSchedule(scene.ada, { ...monthlyRule, revision: 0 })).rejects.toMatchObject({
      code: "stale",
    });
    await saveSchedule(scene.ada, { ...monthlyRule, rhythm: "single", revision: 1 });
    expect(await ahead()).toHaveLength(1);
  });

  test("takes the sharing mode at the opening, which stays the cycle's", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    await saveSchedule(scene.ada, { ...monthlyRule, sharingMode: "private", revision: 1 });
    await setClock("2031-01-06T08:00:00Z");
    await openDueCycles();
    await scene.signInAgain();
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 2 });
    expect(await rowsOf("select sharing_mode from cycles where org_id = $1", [scene.made.orgId])).toEqual([
      { sharing_mode: "private" },
    ]);
  });

  test("opens late while seven days are left, and else says that it was missed", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    await setClock("2031-01-20T16:59:00Z");
    await openDueCycles();
    expect(await states()).toEqual([{ number: 1, state: "open" }]);
    await setClock("2031-02-25T08:00:00Z");
    await closeDueCycles();
    await publishClosedCycles();
    await openDueCycles();
    expect(await states()).toEqual([{ number: 1, state: "published" }]);
    expect((await loadSchedule({ ...scene.ada, signedInAt: await now() })).fallenOut).toMatchObject([
      { state: "missed", reason: "late", number: null },
    ]);
    expect((await ahead())[0]).toMatchObject({ opensLocal: "2031-03-06T09:00", number: 2 });
  });

  test("that opens a single cycle runs once, and has nothing ahead afterwards", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, rhythm: "single", revision: 0 });
    const minutes = ["01-06T08:00", "01-27T17:00", "02-06T08:00", "04-06T08:00", "07-06T08:00"];
    for (const minute of minutes) {
      await setClock(`2031-${minute}:30Z`);
      await openDueCycles();
      await closeDueCycles();
      await publishClosedCycles();
    }
    expect(await states()).toEqual([{ number: 1, state: "published" }]);
    const page = await loadSchedule({ ...scene.ada, signedInAt: await now() });
    expect([page.running, page.ahead, page.fallenOut]).toEqual([false, [], []]);
  });

  test("opens once, however many processes ask", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    await setClock("2031-01-06T08:00:00Z");
    await Promise.all([openDueCycles(), openDueCycles(), openDueCycles()]);
    expect(await states()).toEqual([{ number: 1, state: "open" }]);
    expect(await rowsOf("select from outbox where kind = 'cycle-opened'")).toHaveLength(3);
    expect(await ahead()).toHaveLength(3);
  });
});

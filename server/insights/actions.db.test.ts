import { describe, expect, test } from "vitest";
import { actionsDuring } from "@/lib/domain/noted-actions";
import type { Viewer } from "@/lib/domain/permissions";
import { beganIn, type LeaderDuo } from "@/lib/insights/duos";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut, twoCycles } from "@/testkit/scenes/insights";
import { loadDuo } from "../duos/duo";
import { noteAction, takeBackAction } from "./actions";
import { loadLeaderDuo } from "./duos";

const database = freshDatabase();

/** Two published cycles, the leaders of the company, and p2, which diverges. */
async function arrange(cycles: Parameters<typeof publishCycles>[2] = twoCycles) {
  const made = await createOrganization(database.admin, insightsOrganization());
  const cycleIds = await publishCycles(database.admin, made, cycles);
  const opened = await database.admin.query(
    "select (opens_at at time zone time_zone)::date::text as day from cycles where id = $1",
    [cycleIds.at(-1)],
  );
  const vera = leaderOf(made, "Vera", ["Company"]);
  const dina = leaderOf(made, "Dina", ["Product"]);
  const action = {
    duoId: made.duos.p2!,
    cycleId: cycleIds.at(-1)!,
    kind: "coach",
    on: opened.rows[0].day as string,
  };
  return { made, cycleIds, vera, dina, action };
}

const rowsOf = async (orgId: string) =>
  (await database.admin.query("select kind from noted_actions where org_id = $1", [orgId])).rowCount;

async function asLeader(viewer: Viewer, duoId: string): Promise<Extract<LeaderDuo, { kind: "duo" }>> {
  const view = await loadLeaderDuo(viewer, {}, duoId);
  if (view?.kind !== "duo") throw new Error(`not a duo: ${view?.kind}`);
  return view;
}

describe("an action for a duo", () => {
  test("is seen at once by both partners and by each leader of the duo, and taken back by its author alone", async () => {
    const { made, vera, dina, action } = await arrange();
    expect(await noteAction(dina, action)).toEqual({ kind: "saved" });
    const seen = { kind: "coach", on: action.on };
    for (const partner of ["Ip2", "Mp2"]) {
      const { actions } = await loadDuo(leaderOf(made, partner, []), { duoId: action.duoId });
      expect(actions).toEqual([seen]);
    }
    expect((await asLeader(vera, action.duoId)).actions.noted).toEqual([{ ...seen, canTakeBack: false }]);
    expect((await asLeader(dina, action.duoId)).actions.noted).toEqual([{ ...seen, canTakeBack: true }]);
    expect(await takeBackAction(vera, action)).toEqual({ kind: "gone" });
    expect(await takeBackAction(dina, action)).toEqual({ kind: "saved" });
    expect(await takeBackAction(dina, action)).toEqual({ kind: "gone" });
    const { rows } = await database.admin.query(
      "select action, subject_id as duo from audit_log where org_id = $1 and action like 'action.%' order by at",
      [made.orgId],
    );
    expect(rows).toEqual([
      { action: "action.noted", duo: action.duoId },
      { action: "action.taken-back", duo: action.duoId },
    ]);
  });

  test("that one leader notes several times is one, and each time says so", async () => {
    const { made, vera, dina, action } = await arrange();
    const pressed = [1, 2, 3].map(() => noteAction(vera, action));
    expect(await Promise.all(pressed)).toEqual(pressed.map(() => ({ kind: "saved" })));
    expect(await noteAction(dina, action)).toEqual({ kind: "already" });
    expect(await rowsOf(made.orgId)).toBe(1);
  });

  test("that two leaders note at once is one, and two different ones are two", async () => {
    const { made, vera, dina, action } = await arrange();
    const outcomes = await Promise.all([noteAction(vera, action), noteAction(dina, action)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["already", "saved"]);
    await Promise.all([
      noteAction(vera, { ...action, kind: "talked" }),
      noteAction(dina, { ...action, kind: "roles" }),
    ]);
    expect(await rowsOf(made.orgId)).toBe(3);
  });

  test("out of scope, of one's own, or on a cycle that shows no duos is not found", async () => {
    const { made, dina, action, vera } = await arrange();
    for (const duo of ["q2", "l1"]) {
      await expect(noteAction(dina, { ...action, duoId: made.duos[duo]! })).rejects.toThrow("not-found");
    }
    const paul = leaderOf(made, "Paul", ["Platform"]);
    await expect(noteAction(paul, { ...action, duoId: made.duos.q1! })).rejects.toThrow("not-found");
    const other = await arrange([{ ...twoCycles[0], sharingMode: "private" }]);
    await expect(noteAction(other.vera, other.action)).rejects.toThrow("not-found");
    const gone = await arrange([twoCycles[0], { ...twoCycles[1], withdrawn: "A wrong roster." }]);
    await expect(noteAction(gone.vera, gone.action)).rejects.toThrow("not-found");
    await expect(noteAction(vera, { ...action, cycleId: other.action.cycleId })).rejects.toThrow("not-found");
    expect(await rowsOf(made.orgId)).toBe(0);
  });

  test.each(["Asia/Kolkata", "Pacific/Auckland"])(
    "noted on the day on which a cycle opened at 00:30 in %s belongs to that cycle",
    async (zone) => {
      const day = "2026-02-01";
      const { made, cycleIds, vera, action } = await arrange([
        twoCycles[0],
        {
          duos: steadyBut({
            p2: { status: "diverging", reason: "declining", change: { from: day, to: day } },
          }),
        },
      ]);
      await database.arrange(
        `update cycles set time_zone = '${zone}', opens_at = '${day} 00:30'::timestamp at time zone '${zone}' where id = '${cycleIds[1]}'`,
      );
      await expect(noteAction(vera, { ...action, on: "2026-01-31" })).rejects.toMatchObject({
        fields: { on: "day" },
      });
      expect(await noteAction(vera, { ...action, on: day })).toEqual({ kind: "saved" });
      const { duo, tracked, actions } = await asLeader(vera, action.duoId);
      const [first, second] = tracked;
      expect(second!.opensOn).toBe(day);
      expect([beganIn(duo, first!), beganIn(duo, second!)]).toEqual([false, true]);
      expect(actionsDuring(actions.noted, first!, second)).toEqual([]);
      expect(actionsDuring(actions.noted, second!, undefined)).toHaveLength(1);
      const page = await loadDuo(leaderOf(made, "Ip2", []), { duoId: action.duoId });
      const [now, before] = page.cycles;
      expect(now!.opensOn).toBe(day);
      expect(actionsDuring(page.actions, now!, undefined)).toHaveLength(1);
      expect(actionsDuring(page.actions, before!, now)).toEqual([]);
    },
  );

  test("ends with the duo: from its last day on none is noted, the page says since when, and what was noted stays", async () => {
    const { made, vera, dina, action } = await arrange();
    expect(await noteAction(dina, { ...action, kind: "talked" })).toEqual({ kind: "saved" });
    const ending = (day: string) =>
      database.arrange(`update duos set ended_on = ${day} where id = '${action.duoId}'`);
    await ending("today() + 1");
    expect((await asLeader(dina, action.duoId)).actions.endedOn).toBeUndefined();
    expect(await noteAction(dina, action)).toEqual({ kind: "saved" });
    await ending("today()");
    const { rows } = await database.admin.query("select to_char(today(), 'YYYY-MM-DD') as day");
    for (const viewer of [dina, vera]) {
      expect(await noteAction(viewer, { ...action, kind: "roles" })).toEqual({ kind: "ended" });
      const { noted, endedOn } = (await asLeader(viewer, action.duoId)).actions;
      expect([endedOn, noted.map(({ kind }) => kind)]).toEqual([rows[0].day, ["coach", "talked"]]);
    }
    expect(await takeBackAction(dina, action)).toEqual({ kind: "saved" });
    expect(await rowsOf(made.orgId)).toBe(1);
  });

  test("needs a cycle whose promise names it, a known kind, and a day of the cycle or later", async () => {
    const { made, cycleIds, vera, action } = await arrange();
    for (const on of ["2020-01-01", "2999-01-01", "yesterday"]) {
      await expect(noteAction(vera, { ...action, on })).rejects.toMatchObject({ fields: { on: "day" } });
    }
    await expect(noteAction(vera, { ...action, kind: "fired" })).rejects.toMatchObject({
      fields: { kind: "kind" },
    });
    await database.arrange(`update cycles set promise_version = '2' where id = '${cycleIds[1]}'`);
    expect(await noteAction(vera, action)).toEqual({ kind: "not-promised" });
    expect((await asLeader(vera, action.duoId)).actions.promised).toBe(false);
    expect(await rowsOf(made.orgId)).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import { typedTimeZone } from "@/lib/domain/time-zones";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { cancelCycle, closeCycle, extendCycle, loadProgram, openCycle, withdrawCycle } from "./cycles";
import { closeDueCycles, publishClosedCycles } from "./jobs/close-cycles";

const database = freshDatabase();

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
const opening = { closesLocal: inDays(14), timeZone: "UTC", sharingMode: "scoped" };

async function scene(): Promise<{ made: MadeOrganization; viewer: Viewer }> {
  const made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {}, Tom: {} },
    duos: { first: { ic: "Ian", manager: "Mia" }, second: { ic: "Tom", manager: "Mia" } },
  });
  return { made, viewer: viewerOf(made, "Ada", { isAdmin: true }) };
}

const rowsOf = async <T extends object>(sql: string, values: unknown[]) =>
  (await database.admin.query<T>(sql, values)).rows;
const stateOf = async (cycleId: string) =>
  (await rowsOf<{ state: string }>("select state from cycles where id = $1", [cycleId]))[0]!.state;

describe("opening a cycle", () => {
  test("freezes the tree, the active duos and the sides, and tells everybody once", async () => {
    const { made, viewer } = await scene();
    await database.admin.query("update duos set paused = true where id = $1", [made.duos.second]);
    const { cycleId, number } = await openCycle(viewer, opening);
    expect(number).toBe(1);
    const enrolled = await rowsOf("select duo_id, first_cycle, closed from duo_cycles where cycle_id = $1", [
      cycleId,
    ]);
    expect(enrolled).toEqual([{ duo_id: made.duos.first, first_cycle: true, closed: false }]);
    const sides = await rowsOf<{ side: string; person_id: string }>(
      "select side, person_id from duo_cycle_sides where cycle_id = $1 order by side",
      [cycleId],
    );
    expect(sides).toEqual([
      { side: "ic", person_id: made.people.Ian!.id },
      { side: "manager", person_id: made.people.Mia!.id },
    ]);
    expect(await rowsOf("select from cycle_units where cycle_id = $1", [cycleId])).toHaveLength(1);
    expect(await rowsOf("select from outbox where key like $1", [`cycle-opened:${cycleId}:%`])).toHaveLength(
      2,
    );
    const audit = await rowsOf("select action, actor_id from audit_log where subject_id = $1", [cycleId]);
    expect(audit).toEqual([{ action: "cycle.opened", actor_id: viewer.personId }]);
  });

  test("is refused while another is open, also to two at the same moment", async () => {
    const { viewer } = await scene();
    const attempts = await Promise.allSettled([openCycle(viewer, opening), openCycle(viewer, opening)]);
    const refused = attempts.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason.code)).toEqual(["conflict"]);
    await expect(openCycle(viewer, opening)).rejects.toMatchObject({ code: "conflict" });
  });

  // PostgreSQL takes the short ones for abbreviations, each with a fixed offset of its own.
  test.each(
    ["IST", "BST", "AST", "CET", "EET", "EST", "GB", "asia/kolkata", "America/Port-au-Prince"].filter(
      (name) => typedTimeZone(name) !== undefined,
    ),
  )("closes at the minute that %s shows", async (timeZone) => {
    const day = inDays(80).slice(0, 10);
    for (const closesLocal of [`${inDays(3).slice(0, 10)}T18:00`, `${day}T18:00`]) {
      const { viewer } = await scene();
      const { cycleId } = await openCycle(viewer, { ...opening, timeZone, closesLocal });
      const [row] = await rowsOf<{ closes_at: Date }>("select closes_at from cycles where id = $1", [
        cycleId,
      ]);
      const shown = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
      expect(shown.format(row!.closes_at).replace(" ", "T")).toBe(closesLocal);
    }
  });

  test.each([
    [{ ...opening, closesLocal: inDays(-1) }, { closesLocal: "past" }],
    [{ ...opening, closesLocal: inDays(120) }, { closesLocal: "too-far" }],
    [{ ...opening, timeZone: "Europe/Atlantis" }, { timeZone: "unknown" }],
  ])("says what is wrong with %o", async (input, fields) => {
    const { viewer } = await scene();
    await expect(openCycle(viewer, input)).rejects.toMatchObject({ code: "invalid", fields });
  });

  test("is not there for anybody but an admin who signed in lately", async () => {
    const { made, viewer } = await scene();
    await expect(openCycle(viewerOf(made, "Ian"), opening)).rejects.toMatchObject({ code: "not-found" });
    await expect(openCycle(viewerOf(made, "Ian", { isAdmin: true }), opening)).rejects.toMatchObject({
      code: "42501",
    });
    const stale = { ...viewer, signedInAt: new Date(Date.now() - 2 * 3_600_000) };
    await expect(openCycle(stale, opening)).rejects.toMatchObject({ code: "sign-in-again" });
  });
});

describe("closing and withdrawing", () => {
  test("a closed cycle takes no answers, is published by the job, and can be taken back with a reason", async () => {
    const { made, viewer } = await scene();
    const { cycleId } = await openCycle(viewer, opening);
    await closeCycle(viewer, { cycleId });
    expect(await rowsOf("select from duo_cycles where cycle_id = $1 and not closed", [cycleId])).toEqual([]);
    const jobs = await rowsOf("select from graphile_worker.jobs where key = $1", [
      `publish-cycle:${made.orgId}:${cycleId}`,
    ]);
    expect(jobs).toHaveLength(1);
    await expect(closeCycle(viewer, { cycleId })).rejects.toMatchObject({ code: "closed" });
    const reason = "Sent to the wrong teams";
    await expect(withdrawCycle(viewer, { cycleId, reason })).rejects.toMatchObject({ code: "conflict" });

    await closeDueCycles();
    await publishClosedCycles();
    expect(await stateOf(cycleId)).toBe("published");
    await withdrawCycle(viewer, { cycleId, reason });
    expect(await stateOf(cycleId)).toBe("withdrawn");
    expect((await loadProgram(viewer)).cycles[0]).toMatchObject({
      state: "withdrawn",
      withdrawnReason: reason,
    });
    const [row] = await rowsOf<{ closed: Date; planned: Date }>(
      "select closed_at as closed, closes_at as planned from cycles where id = $1",
      [cycleId],
    );
    expect(row!.closed < row!.planned).toBe(true);
    expect((await loadProgram(viewer)).cycles[0]!.closesAt).toBe(row!.closed.toISOString());
    expect((await openCycle(viewer, opening)).number).toBe(2);
  });

  test("a cycle whose window has ended is closed and published without anybody", async () => {
    const { viewer } = await scene();
    const { cycleId } = await openCycle(viewer, opening);
    await database.arrange(
      "update cycles set opens_at = now() - interval '2 days', closes_at = now() - interval '1 minute' where id = $1",
      [cycleId],
    );
    await closeDueCycles();
    await publishClosedCycles();
    expect(await stateOf(cycleId)).toBe("published");
    // The job came a minute late; nobody could answer in it.
    const [{ at } = { at: null }] = await rowsOf<{ at: Date }>(
      "select closes_at as at from cycles where id = $1",
      [cycleId],
    );
    expect((await loadProgram(viewer)).cycles[0]!.closesAt).toBe(at!.toISOString());
    const audit = await rowsOf(
      "select action, actor_id from audit_log where subject_id = $1 and actor_id is null order by at, action",
      [cycleId],
    );
    expect(audit).toEqual([
      { action: "cycle.closed", actor_id: null },
      { action: "cycle.published", actor_id: null },
    ]);
  });

  test("of another organization is not found", async () => {
    const [ours, theirs] = [await scene(), await scene()];
    const { cycleId } = await openCycle(ours.viewer, opening);
    await expect(closeCycle(theirs.viewer, { cycleId })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the program page", () => {
  test("says who has submitted, yes or no", async () => {
    const { made, viewer } = await scene();
    const { cycleId } = await openCycle(viewer, opening);
    await database.arrange(
      "update duo_cycle_sides set final_at = now() where cycle_id = $1 and person_id = $2",
      [cycleId, made.people.Ian!.id],
    );
    const { board } = await loadProgram(viewer);
    const first = board?.lines.find(({ duoId }) => duoId === made.duos.first);
    expect(first).toMatchObject({
      ic: { personName: "Ian Example", submitted: true },
      manager: { personName: "Mia Example", submitted: false },
    });
  });
});

describe("two admins at the same moment", () => {
  const codes = (attempts: PromiseSettledResult<unknown>[]) =>
    attempts.flatMap((attempt) => (attempt.status === "rejected" ? [attempt.reason] : []));
  const logged = (action: string, cycleId: string) =>
    rowsOf("select from audit_log where action = $1 and subject_id = $2", [action, cycleId]);

  test("extend a cycle once, and the others are told that it was changed", async () => {
    const { viewer } = await scene();
    const { cycleId } = await openCycle(viewer, opening);
    const attempts = await Promise.allSettled(
      [20, 20, 18].map((days) =>
        extendCycle(viewer, { cycleId, closesLocal: inDays(days), shown: opening.closesLocal }),
      ),
    );
    const refused = codes(attempts);
    expect(refused.map(({ code }) => code)).toEqual(["stale", "stale"]);
    expect(await logged("cycle.extended", cycleId)).toHaveLength(1);
  });

  test("cancel it once, and the other is told that it is cancelled", async () => {
    const { viewer } = await scene();
    const { cycleId } = await openCycle(viewer, opening);
    const cancel = () => cancelCycle(viewer, { cycleId });
    const refused = codes(await Promise.allSettled([cancel(), cancel()]));
    expect(refused.map(({ code }) => code)).toEqual(["cancelled"]);
    await expect(cancel()).rejects.toMatchObject({ code: "cancelled" });
    expect(await logged("cycle.cancelled", cycleId)).toHaveLength(1);
  });
});

import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { readMailHealth } from "@/db/queries/outbox";
import { instrument } from "@/lib/instrument/instrument";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { cancelCycle, extendCycle, nudge, openCycle } from "./cycles";
import { loadJobs, retryAllFailedMail, retryFailedMail } from "./jobs/jobs-page";
import { sendMail } from "./jobs/send-mail";
import { loadSchedule, saveSchedule } from "./schedule/schedule";

const scene = scheduledCycles();
const { database, received, rowsOf, setClock, states, submit } = scene;

describe("an open cycle", () => {
  const opening = { closesLocal: "2031-01-16T18:00", timeZone: "Europe/Paris", sharingMode: "scoped" };

  test("is extended, never shortened, and reaches into no planned one", async () => {
    const { cycleId } = await openCycle(scene.ada, opening);
    await saveSchedule(scene.ada, { ...monthlyRule, firstDay: "2031-02-03", revision: 0 });
    const extend = (closesLocal: string, shown = opening.closesLocal) =>
      extendCycle(scene.ada, { cycleId, closesLocal, shown });
    await expect(extend("2031-01-16T17:59")).rejects.toMatchObject({ fields: { closesLocal: "earlier" } });
    // The day of the next opening, to the minute; and more than four weeks.
    for (const closesLocal of ["2031-02-03T09:00", "2031-02-03T00:00"]) {
      await expect(extend(closesLocal)).rejects.toMatchObject({ fields: { closesLocal: "overlap" } });
    }
    await expect(extend("2031-01-31T00:00")).rejects.toMatchObject({ fields: { closesLocal: "window" } });
    await extend("2031-01-30T23:59");
    // From a page that shows the close from before.
    await expect(extend("2031-01-30T23:58")).rejects.toMatchObject({ code: "stale" });
    expect(await rowsOf("select closes_local, closes_at from cycles where id = $1", [cycleId])).toEqual([
      { closes_local: "2031-01-30T23:59", closes_at: new Date("2031-01-30T22:59:00Z") },
    ]);
    await setClock("2031-01-31T08:00:00Z");
    await scene.signInAgain();
    await expect(extend("2031-01-31T09:00", "2031-01-30T23:59")).rejects.toMatchObject({ code: "invalid" });
  });

  test("is cancelled while nobody has begun to answer, and its number is free again", async () => {
    const onTheDay = { ...opening, closesLocal: "2031-02-03T09:00" };
    await saveSchedule(scene.ada, { ...monthlyRule, firstDay: "2031-02-03", revision: 0 });
    await expect(openCycle(scene.ada, onTheDay)).rejects.toMatchObject({
      fields: { closesLocal: "overlap" },
    });
    const first = await openCycle(scene.ada, opening);
    await nudge(scene.ada, first);
    // A duo that has left the cycle is asked nothing.
    const asked = async () => (await loadSchedule(scene.ada)).open?.asked;
    expect(await asked()).toBe(3);
    await database.arrange("update duo_cycles set closed = true, left_at = app_now() where duo_id = $1", [
      scene.made.duos.first,
    ]);
    expect(await asked()).toBe(2);
    await cancelCycle(scene.ada, { cycleId: first.cycleId });
    expect(await rowsOf("select kind from outbox where kind in ('reminder', 'nudge')")).toEqual([]);
    expect(await states()).toEqual([]);
    const { cycleId, number } = await openCycle(scene.ada, opening);
    expect(number).toBe(1);
    await database.arrange(
      "insert into responses (org_id, cycle_id, duo_id, author_id, side, state, revision, instrument_version, promise_version, promise_accepted_at, updated_at) values ($1, $2, $3, $4, 'ic', 'draft', 1, $5, '1', now(), now())",
      [scene.made.orgId, cycleId, scene.made.duos.first, scene.made.people.Ian!.id, instrument.version],
    );
    await expect(cancelCycle(scene.ada, { cycleId })).rejects.toMatchObject({ code: "begun" });
  });

  test("is chased by hand once a fortnight, only those who are missing, who want it and who are in the duo still", async () => {
    const { cycleId } = await openCycle(scene.ada, { ...opening, closesLocal: "2031-02-16T18:00" });
    await submit("Ian");
    await database.arrange("update people set reminders = false where id = $1", [scene.made.people.Tom!.id]);
    expect(await nudge(scene.ada, { cycleId })).toMatchObject({ reached: 1 });
    expect(await nudge(scene.ada, { cycleId })).toEqual({
      reached: 0,
      fortnight: 1,
      sameDay: 0,
      uncounted: false,
    });
    await database.arrange("update people set reminders = true where id = $1", [scene.made.people.Tom!.id]);
    expect(await nudge(scene.ada, { cycleId })).toMatchObject({ reached: 1 });
    await setClock("2031-01-15T10:00:00Z");
    await scene.signInAgain();
    expect(await nudge(scene.ada, { cycleId })).toMatchObject({ reached: 0 });
    await setClock("2031-01-17T10:00:00Z");
    await scene.signInAgain();
    await database.arrange("update duos set paused = true where id = $1", [scene.made.duos.second]);
    expect(await nudge(scene.ada, { cycleId })).toMatchObject({ reached: 1 });
    expect(
      await rowsOf("select from outbox where kind = 'nudge' and person_id = $1", [scene.made.people.Mia!.id]),
    ).toHaveLength(2);
  });

  test.each([false, true])(
    "tells an admin nothing of their own partner by the number of reminders: partner final %s",
    async (final) => {
      const { cycleId } = await openCycle(scene.ada, opening);
      const { orgId, people } = scene.made;
      await database.arrange(
        "insert into role_grants (org_id, id, person_id, role) values ($1, gen_random_uuid(), $2, 'admin')",
        [orgId, people.Ian!.id],
      );
      if (final) {
        await database.arrange("update duo_cycle_sides set final_at = app_now() where person_id = $1", [
          people.Mia!.id,
        ]);
      }
      const ian = { ...scene.ada, personId: people.Ian!.id };
      const waiting = async () => {
        // Only what is due counts: otherwise a reminder waits for its reader's working hours.
        await database.arrange("update outbox set due_at = now() where org_id = $1 and sent_at is null", [
          orgId,
        ]);
        return (await withViewer(ian, readMailHealth)).waiting;
      };
      const before = await waiting();
      // Ian himself and Tom.
      expect(await nudge(ian, { cycleId })).toMatchObject({ reached: 2 });
      expect((await waiting()) - before).toBe(2);
      expect(
        await rowsOf(
          "select detail->>'reminded' as n from audit_log where action = 'cycle.nudged' and org_id = $1",
          [orgId],
        ),
      ).toEqual([{ n: "2" }]);
      const toMia = await rowsOf("select from outbox where kind = 'nudge' and person_id = $1", [
        people.Mia!.id,
      ]);
      expect(toMia).toHaveLength(final ? 0 : 1);
    },
  );

  test("sends a reminder again on the day that its reader has, and says how much mail waits for a morning", async () => {
    await setClock("2031-01-14T23:00:00Z");
    await scene.signInAgain();
    const { cycleId } = await openCycle(scene.ada, opening);
    const { orgId, people } = scene.made;
    await database.arrange("update people set time_zone = 'Asia/Tokyo' where id = $1", [people.Tom!.id]);
    const { rows } = await database.arrange(
      `insert into outbox (org_id, id, kind, key, person_id, payload, day, failed_at, last_error)
       values ($1, gen_random_uuid(), 'nudge', 'nudge:given-up', $2, jsonb_build_object('cycleId', $3::text), '2031-01-14', now(), '550') returning id`,
      [orgId, people.Tom!.id, cycleId],
    );
    await retryFailedMail(scene.ada, { mailId: rows[0].id });
    expect(await rowsOf("select day::text from outbox where key = 'nudge:given-up:again'")).toEqual([
      { day: "2031-01-15" },
    ]);
    expect(await withViewer(scene.ada, readMailHealth)).toMatchObject({ later: 0, laterAt: null });
    // Nobody in Europe is reminded before eight.
    await nudge(scene.ada, { cycleId });
    const { later, laterAt } = await withViewer(scene.ada, readMailHealth);
    expect([later > 0, Date.parse(laterAt!) > Date.now()]).toEqual([true, true]);
  });

  test("lists what did not arrive by pages, and sends all of it again at once, whatever can be", async () => {
    const { orgId, people } = scene.made;
    await database.arrange(
      `insert into outbox (org_id, id, kind, key, person_id, payload, queued_at, failed_at, last_error)
       select $1, gen_random_uuid(), 'new-reader', 'new-reader:' || n, $2, '{"unit": "Company", "reader": "Vera"}', now() - interval '1 hour', now() - n * interval '1 second', '550'
       from generate_series(1, 60) n`,
      [orgId, people.Tom!.id],
    );
    const { failed, failedMail } = await loadJobs(scene.ada, { page: "2" });
    expect([failed.total, failed.pages, failed.page, failedMail.length]).toEqual([60, 2, 2, 10]);
    expect(await retryAllFailedMail(scene.ada)).toEqual({ mails: 60 });
    expect((await loadJobs(scene.ada)).failed.total).toBe(0);
    expect(
      await rowsOf("select detail from audit_log where action = 'mail.retried' and org_id = $1", [orgId]),
    ).toEqual([{ detail: { mails: 60 } }]);
    await expect(retryAllFailedMail(scene.ada)).rejects.toMatchObject({ code: "conflict" });
  });

  test("sends no reminder to somebody who answered while it waited", async () => {
    const { cycleId } = await openCycle(scene.ada, opening);
    await sendMail({});
    await database.arrange("update people set time_zone = 'Europe/Paris' where org_id = $1", [
      scene.made.orgId,
    ]);
    await nudge(scene.ada, { cycleId });
    await submit("Ian");
    await submit("Mia");
    await sendMail({});
    expect(received.filter(({ subject }) => /still open/.test(subject)).map(({ to }) => to)).toEqual(["tom"]);
    const left = await rowsOf("select last_error from outbox where kind = 'nudge' and failed_at is not null");
    expect(left).toEqual([{ last_error: "answered" }, { last_error: "answered" }]);
  });
});

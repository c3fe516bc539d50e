import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import { hasMissed } from "@/lib/domain/duos";
import { evenAnswers } from "@/testkit/factories/answers";
import { viewerOf } from "@/testkit/factories/viewer";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { cancelCycle, withdrawCycle } from "../cycles";
import { loadDuo } from "../duos/duo";
import { openDuos } from "../insights/duos";
import { submitResponse } from "../responses";
import { loadSchedule, saveSchedule, shiftPlannedCycle, skipPlanned } from "../schedule/schedule";
import { closeDueCycles, publishClosedCycles } from "./close-cycles";
import { loadJobs } from "./jobs-page";
import { openDueCycles } from "./open-cycles";
import { remindMissing } from "./remind";
import { sendMail } from "./send-mail";

const scene = scheduledCycles();
const { received, rowsOf, setClock, states, submit } = scene;

/** What the queue does each minute. */
async function runJobs(): Promise<void> {
  for (const job of [
    openDueCycles,
    remindMissing,
    () => sendMail({}),
    closeDueCycles,
    publishClosedCycles,
    () => sendMail({}),
  ]) {
    await job();
  }
}

/** The jobs at a moment. */
async function runAt(at: string): Promise<void> {
  await setClock(at);
  await runJobs();
}

const asAda = async () => {
  await scene.signInAgain();
  return scene.ada;
};

/** Ian and Mia answer the open cycle, always the same; gives its id. */
async function answerOpen(): Promise<string> {
  const [open] = await rowsOf<{ id: string }>("select id from cycles where org_id = $1 and state = 'open'", [
    scene.made.orgId,
  ]);
  const place = { cycleId: open!.id, duoId: scene.made.duos.first! };
  for (const name of ["Ian", "Mia"]) {
    const sent = { revision: 0, promiseVersion, answers: evenAnswers(4), key: randomUUID() };
    await submitResponse(viewerOf(scene.made, name), place, sent);
  }
  return open!.id;
}

describe("three cycles", () => {
  test("open, remind, close and publish themselves, each person at their own hours", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    expect((await loadSchedule(scene.ada)).ahead.map(({ opensLocal }) => opensLocal)).toEqual([
      "2031-01-06T09:00",
      "2031-02-06T09:00",
      "2031-03-06T09:00",
    ]);
    // The minutes at which something is due somewhere, and hours at which nothing may happen. What is due days after the
    // opening is due a moment after its minute began, as the opening was: the next minute finds it in any case.
    // The first month has them all.
    const all = {
      days: ["06", "09", "11", "25", "27"],
      minutes: ["01:30", "04:30", "08:00", "08:01", "16:30", "17:00", "20:00"],
    };
    const some = { days: ["06", "25", "27"], minutes: ["04:30", "08:00", "17:00", "20:00"] };
    for (const month of ["01", "02", "03"]) {
      const { days, minutes } = month === "01" ? all : some;
      for (const day of days) {
        for (const minute of minutes) {
          await runAt(`2031-${month}-${day}T${minute}:30Z`);
          if (day === "09" && minute === "08:01") await submit("Ian");
        }
      }
    }
    expect(await states()).toEqual([
      { number: 1, state: "published" },
      { number: 2, state: "published" },
      { number: 3, state: "published" },
    ]);
    const january = received.filter(({ at }) => at < new Date("2031-02-01"));
    const got = (to: string, subject: RegExp) =>
      january
        .filter((mail) => mail.to === to && subject.test(mail.subject))
        .map(({ at }) => at.toISOString().slice(0, 13));
    for (const name of ["ian", "mia", "tom"]) expect(got(name, /survey is open/)).toEqual(["2031-01-06T08"]);
    // The opening is at 08:00 UTC: 09:00 in Paris, 21:00 in Auckland, midnight in Los Angeles.
    expect(got("ian", /still open/)).toEqual(["2031-01-09T08"]);
    expect(got("mia", /still open/)).toEqual([
      "2031-01-09T04",
      "2031-01-11T04",
      "2031-01-25T04",
      "2031-01-27T04",
    ]);
    expect(got("tom", /still open/)).toEqual([
      "2031-01-09T01",
      "2031-01-11T01",
      "2031-01-25T17",
      "2031-01-27T01",
    ]);
    expect(got("mia", /has answered/)).toEqual(["2031-01-09T16"]);
    expect(got("vera", /is published/)).toEqual(["2031-01-27T17"]);
    const [both] = january.filter(({ to, subject }) => to === "mia" && /still open/.test(subject));
    expect(both!.text).toContain("Ian Example and Tom Example");
    expect(both!.text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(both!.text.replace(/\r\n[ \t]+/g, " ")).toMatch(
      /^List-Unsubscribe: <http:\/\/localhost:3000\/api\/reminders\?token=/m,
    );
    // Nobody got two reminders on a day of theirs, and nobody the same mail twice.
    const ids = received.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)![1]);
    expect(new Set(ids).size).toBe(ids.length);
    const audit = await rowsOf(
      "select from audit_log where org_id = $1 and action = 'cycle.opened' and actor_id is null",
      [scene.made.orgId],
    );
    expect(audit).toHaveLength(3);
    // Only the jobs that run here; the admin's next opening is the schedule's fourth.
    const { jobs } = await loadJobs(scene.ada);
    const ran = jobs.filter(({ ranAt, fault }) => ranAt?.startsWith("2031-03-27T20:00:30") && fault === null);
    expect(ran.map(({ job }) => job)).toEqual([
      "open-cycles",
      "remind",
      "close-cycles",
      "publish-cycle",
      "send-mail",
    ]);
    expect(jobs.find(({ job }) => job === "open-cycles")?.next).toBe("2031-04-06T07:00:00.000Z");
  }, 300_000);

  test("go on around one that is skipped, shifted, withdrawn or cancelled: numbers and histories stay right", async () => {
    await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
    await runAt("2031-01-06T08:00:30Z");
    await answerOpen();
    await runAt("2031-01-27T17:00:30Z");
    const [february, march] = (await loadSchedule(await asAda())).ahead;
    await skipPlanned(scene.ada, { plannedId: february!.id });
    await shiftPlannedCycle(scene.ada, {
      plannedId: march!.id,
      opensLocal: "2031-03-12T09:00",
      shown: march!.opensLocal,
    });

    // Nothing opens, reminds or closes when the skipped one would have, nor when the shifted one was planned.
    received.length = 0;
    for (const day of ["02-06", "02-09", "02-25", "02-27", "03-06"]) await runAt(`2031-${day}T17:00:30Z`);
    expect(received).toEqual([]);
    expect(await states()).toEqual([{ number: 1, state: "published" }]);
    await runAt("2031-03-12T08:00:30Z");
    const wrong = await answerOpen();
    await runAt("2031-03-27T17:00:30Z");
    expect((await states()).at(-1)).toEqual({ number: 2, state: "open" });
    await runAt("2031-04-02T16:00:30Z");
    await withdrawCycle(await asAda(), { cycleId: wrong, reason: "The roster was wrong in March." });

    await runAt("2031-04-06T07:00:30Z");
    await answerOpen();
    await runAt("2031-04-27T16:00:30Z");
    await runAt("2031-05-06T07:00:30Z");
    const [cancelled] = await rowsOf<{ id: string }>(
      "select id from cycles where state = 'open' and number = 4",
    );
    await cancelCycle(await asAda(), { cycleId: cancelled!.id });
    await runAt("2031-05-27T16:00:30Z");
    await runAt("2031-06-06T07:00:30Z");
    expect(await states()).toEqual([
      { number: 1, state: "published" },
      { number: 2, state: "withdrawn" },
      { number: 3, state: "published" },
      { number: 4, state: "open" },
    ]);

    // The two see the withdrawn one in its place, without a figure, and no gap where one was skipped or cancelled.
    const { cycles } = await loadDuo(viewerOf(scene.made, "Ian"), { duoId: scene.made.duos.first });
    expect(
      cycles.map(({ number, state, opensOn, published }) => [number, state, opensOn, published !== null]),
    ).toEqual([
      [4, "open", "2031-06-06", false],
      [3, "published", "2031-04-06", true],
      [2, "withdrawn", "2031-03-12", false],
      [1, "published", "2031-01-06", true],
    ]);
    expect(hasMissed(cycles, cycles[3]!, cycles[1]!)).toBe(false);
    const vera = viewerOf(scene.made, "Vera", { leads: [scene.made.units.Company!] });
    const answer = await (await openDuos(vera, {}))?.answer;
    expect(answer).toMatchObject({ kind: "duos", frame: { cycle: { number: 3 } }, total: 2 });
    const announced = received.filter(({ to, subject }) => to === "vera" && /is published/.test(subject));
    expect(announced.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(["2031-04-02", "2031-04-27"]);
  }, 120_000);
});

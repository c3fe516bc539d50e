import { describe, expect, test } from "vitest";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { loadSchedule, saveSchedule } from "../schedule/schedule";
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
    for (const month of ["01", "02", "03"]) {
      for (const day of ["06", "09", "11", "25", "27"]) {
        for (const minute of ["01:30", "04:30", "08:00", "08:01", "16:30", "17:00", "20:00"]) {
          await setClock(`2031-${month}-${day}T${minute}:30Z`);
          await runJobs();
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
});

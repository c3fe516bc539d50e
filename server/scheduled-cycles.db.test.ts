import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { cancelCycle, extendCycle, nudge, openCycle } from "./cycles";
import { closeDueCycles, publishClosedCycles } from "./jobs/close-cycles";
import { openDueCycles } from "./jobs/open-cycles";
import { remindMissing } from "./jobs/remind";
import { sendMailOfAll } from "./jobs/send-mail";
import {
  loadSchedule,
  restorePlanned,
  saveSchedule,
  shiftPlannedCycle,
  skipPlanned,
} from "./schedule/schedule";

const database = freshDatabase();
let received: { to: string; subject: string; at: Date; text: string }[] = [];
let made: MadeOrganization;
let ada: Viewer;

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  async onData(stream, session, done) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString().replace(/=\r\n/g, "");
    const to = (session.envelope.rcptTo[0]?.address ?? "").split("@")[0]!;
    received.push({ to, subject: /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? "", at: await now(), text });
    done();
  },
});

beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise<void>((done) => smtp.close(done));
});

async function now(): Promise<Date> {
  return (await database.admin.query<{ now: Date }>("select app_now() as now")).rows[0]!.now;
}

/** Moves the product's clock, which is the database's, to a moment. */
const setClock = (at: string) =>
  database.arrange("update installation set clock_offset = $1::timestamptz - now()", [at]);

/** What the queue does each minute. */
async function runJobs(): Promise<void> {
  for (const job of [
    openDueCycles,
    remindMissing,
    sendMailOfAll,
    closeDueCycles,
    publishClosedCycles,
    sendMailOfAll,
  ]) {
    await job();
  }
}

const rowsOf = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await database.admin.query<T>(sql, values)).rows;

const rule = {
  rhythm: "monthly",
  firstDay: "2031-01-06",
  opensTime: "09:00",
  closesTime: "18:00",
  days: 21,
  timeZone: "Europe/Paris",
  sharingMode: "scoped",
};

beforeEach(async () => {
  // What the test before left must neither fall due nor get mail in this one.
  await database.arrange("truncate outbox, planned_cycles, schedules, job_runs");
  await database.arrange("update cycles set closes_at = '2099-01-01'");
  await database.arrange("update duos set ended_on = '2020-01-01'");
  await database.arrange("update people set email = id || '@example.test'");
  await setClock("2031-01-02T10:00:00Z");
  received = [];
  const zones = { Ian: "Europe/Paris", Mia: "Pacific/Auckland", Tom: "America/Los_Angeles" };
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Vera: { leads: "Company" }, Ian: {}, Mia: {}, Tom: {} },
    duos: { first: { ic: "Ian", manager: "Mia" }, second: { ic: "Tom", manager: "Mia" } },
  });
  for (const [name, zone] of Object.entries(zones)) {
    await database.arrange("update people set time_zone = $1, email = $2 where id = $3", [
      zone,
      `${name.toLowerCase()}@example.test`,
      made.people[name]!.id,
    ]);
  }
  await database.arrange("update people set email = 'vera@example.test' where id = $1", [
    made.people.Vera!.id,
  ]);
  ada = await adminOf(made);
});

async function adminOf({ orgId, people }: MadeOrganization): Promise<Viewer> {
  const person = {
    orgId,
    personId: people.Ada!.id,
    userId: randomUUID(),
    name: "Ada",
    timeZone: "UTC",
    locale: "en",
  };
  return { ...person, isAdmin: true, isReviewer: false, leads: [], signedInAt: await now() };
}

const ahead = async () =>
  (await loadSchedule(ada)).ahead.map(({ opensLocal, number, block, state }) => ({
    opensLocal,
    number,
    block,
    state,
  }));
const states = () =>
  rowsOf<{ number: number; state: string }>(
    "select number, state from cycles where org_id = $1 order by number",
    [made.orgId],
  );

describe("three cycles", () => {
  test("open, remind, close and publish themselves, each person at their own hours", async () => {
    await saveSchedule(ada, { ...rule, revision: 0 });
    expect((await ahead()).map(({ opensLocal }) => opensLocal)).toEqual([
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
      [made.orgId],
    );
    expect(audit).toHaveLength(3);
  }, 300_000);
});

/** As the page does it: final parts, the side, and the mail to the partner. */
async function submit(name: string): Promise<void> {
  const id = made.people[name]!.id;
  await database.arrange(
    "update duo_cycle_sides s set final_at = app_now() from cycles c where c.org_id = s.org_id and c.id = s.cycle_id and c.state = 'open' and s.person_id = $1 and s.final_at is null",
    [id],
  );
  await database.admin.query(
    `insert into outbox (org_id, id, kind, key, person_id, payload)
     select c.org_id, gen_random_uuid(), 'partner-answered', 'answered:' || c.id, $2, json_build_object('partner', $3::text, 'cycleId', c.id, 'duoId', $4::text)
     from cycles c where c.org_id = $1 and c.state = 'open' on conflict do nothing`,
    [made.orgId, made.people.Mia!.id, name, made.duos.first],
  );
}

describe("the plan", () => {
  test("skips one without a number, takes it back in, and plans on", async () => {
    await saveSchedule(ada, { ...rule, revision: 0 });
    const [first, second] = (await loadSchedule(ada)).ahead;
    await skipPlanned(ada, { plannedId: second!.id });
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
    await expect(restorePlanned(ada, { plannedId: second!.id })).rejects.toMatchObject({
      code: "sign-in-again",
    });
    ada = await adminOf(made);
    await expect(restorePlanned(ada, { plannedId: second!.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("shifts one and leaves the others, and refuses what overlaps or has passed", async () => {
    await saveSchedule(ada, { ...rule, revision: 0 });
    const [first] = (await loadSchedule(ada)).ahead;
    await shiftPlannedCycle(ada, { plannedId: first!.id, opensLocal: "2031-01-08T10:30" });
    expect((await loadSchedule(ada)).ahead[0]).toMatchObject({
      opensAt: "2031-01-08T09:30:00.000Z",
      closesAt: "2031-01-29T17:00:00.000Z",
    });
    const shift = (opensLocal: string) => shiftPlannedCycle(ada, { plannedId: first!.id, opensLocal });
    await expect(shift("2031-01-20T09:00")).rejects.toMatchObject({ fields: { opensLocal: "overlap" } });
    await expect(shift("2031-01-01T09:00")).rejects.toMatchObject({ fields: { opensLocal: "past" } });
    await expect(shift("2031-02-30T09:00")).rejects.toMatchObject({ code: "invalid" });
  });

  test("is one admin's at a time", async () => {
    const both = await Promise.allSettled([
      saveSchedule(ada, { ...rule, revision: 0 }),
      saveSchedule(ada, { ...rule, rhythm: "quarterly", revision: 0 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(saveSchedule(ada, { ...rule, revision: 0 })).rejects.toMatchObject({ code: "conflict" });
    await saveSchedule(ada, { ...rule, rhythm: "single", revision: 1 });
    expect(await ahead()).toHaveLength(1);
  });

  test("takes the sharing mode at the opening, which stays the cycle's", async () => {
    await saveSchedule(ada, { ...rule, revision: 0 });
    await saveSchedule(ada, { ...rule, sharingMode: "private", revision: 1 });
    await setClock("2031-01-06T08:00:00Z");
    await openDueCycles();
    ada = await adminOf(made);
    await saveSchedule(ada, { ...rule, revision: 2 });
    expect(await rowsOf("select sharing_mode from cycles where org_id = $1", [made.orgId])).toEqual([
      { sharing_mode: "private" },
    ]);
  });

  test("opens late while seven days are left, and else says that it was missed", async () => {
    await saveSchedule(ada, { ...rule, revision: 0 });
    await setClock("2031-01-20T16:59:00Z");
    await openDueCycles();
    expect(await states()).toEqual([{ number: 1, state: "open" }]);
    await setClock("2031-02-25T08:00:00Z");
    await closeDueCycles();
    await publishClosedCycles();
    await openDueCycles();
    expect(await states()).toEqual([{ number: 1, state: "published" }]);
    expect((await loadSchedule({ ...ada, signedInAt: await now() })).fallenOut).toMatchObject([
      { state: "missed", reason: "late", number: null },
    ]);
    expect((await ahead())[0]).toMatchObject({ opensLocal: "2031-03-06T09:00", number: 2 });
  });

  test("opens once, however many processes ask", async () => {
    await saveSchedule(ada, { ...rule, revision: 0 });
    await setClock("2031-01-06T08:00:00Z");
    await Promise.all([openDueCycles(), openDueCycles(), openDueCycles()]);
    expect(await states()).toEqual([{ number: 1, state: "open" }]);
    expect(await rowsOf("select from outbox where kind = 'cycle-opened'")).toHaveLength(3);
    expect(await ahead()).toHaveLength(3);
  });
});

describe("an open cycle", () => {
  const opening = { closesLocal: "2031-01-16T18:00", timeZone: "Europe/Paris", sharingMode: "scoped" };

  test("is extended, never shortened, and reaches into no planned one", async () => {
    const { cycleId } = await openCycle(ada, opening);
    await saveSchedule(ada, { ...rule, firstDay: "2031-02-03", revision: 0 });
    const extend = (closesLocal: string) => extendCycle(ada, { cycleId, closesLocal });
    await expect(extend("2031-01-16T17:59")).rejects.toMatchObject({ fields: { closesLocal: "earlier" } });
    await expect(extend("2031-02-03T09:01")).rejects.toMatchObject({ fields: { closesLocal: "overlap" } });
    await extend("2031-02-03T09:00");
    expect(await rowsOf("select closes_local, closes_at from cycles where id = $1", [cycleId])).toEqual([
      { closes_local: "2031-02-03T09:00", closes_at: new Date("2031-02-03T08:00:00Z") },
    ]);
    await setClock("2031-02-04T08:00:00Z");
    ada = await adminOf(made);
    await expect(extend("2031-02-05T09:00")).rejects.toMatchObject({ code: "invalid" });
  });

  test("is cancelled while nobody has begun to answer, and its number is free again", async () => {
    const first = await openCycle(ada, opening);
    await cancelCycle(ada, { cycleId: first.cycleId });
    expect(await states()).toEqual([]);
    const { cycleId, number } = await openCycle(ada, opening);
    expect(number).toBe(1);
    await database.arrange(
      "insert into responses (org_id, cycle_id, duo_id, author_id, side, state, revision, instrument_version, promise_version, promise_accepted_at, updated_at) values ($1, $2, $3, $4, 'ic', 'draft', 1, '1.0.0', '1', now(), now())",
      [made.orgId, cycleId, made.duos.first, made.people.Ian!.id],
    );
    await expect(cancelCycle(ada, { cycleId })).rejects.toMatchObject({ code: "begun" });
  });

  test("is chased by hand once a fortnight, only those who are missing, who want it and who are in the duo still", async () => {
    const { cycleId } = await openCycle(ada, { ...opening, closesLocal: "2031-02-16T18:00" });
    await submit("Ian");
    await database.arrange("update people set reminders = false where id = $1", [made.people.Tom!.id]);
    expect(await nudge(ada, { cycleId })).toEqual({ reminded: 1 });
    expect(await nudge(ada, { cycleId })).toEqual({ reminded: 0 });
    await database.arrange("update people set reminders = true where id = $1", [made.people.Tom!.id]);
    expect(await nudge(ada, { cycleId })).toEqual({ reminded: 1 });
    await setClock("2031-01-15T10:00:00Z");
    ada = await adminOf(made);
    expect(await nudge(ada, { cycleId })).toEqual({ reminded: 0 });
    await setClock("2031-01-17T10:00:00Z");
    ada = await adminOf(made);
    await database.arrange("update duos set paused = true where id = $1", [made.duos.second]);
    expect(await nudge(ada, { cycleId })).toEqual({ reminded: 1 });
    expect(
      await rowsOf("select from outbox where kind = 'nudge' and person_id = $1", [made.people.Mia!.id]),
    ).toHaveLength(2);
  });

  test("sends no reminder to somebody who answered while it waited", async () => {
    const { cycleId } = await openCycle(ada, opening);
    await sendMailOfAll();
    await database.arrange("update people set time_zone = 'Europe/Paris' where org_id = $1", [made.orgId]);
    await nudge(ada, { cycleId });
    await submit("Ian");
    await submit("Mia");
    await sendMailOfAll();
    expect(received.filter(({ subject }) => /still open/.test(subject)).map(({ to }) => to)).toEqual(["tom"]);
    const left = await rowsOf("select last_error from outbox where kind = 'nudge' and failed_at is not null");
    expect(left).toEqual([{ last_error: "answered" }, { last_error: "answered" }]);
  });
});

describe("who is told of a change", () => {
  test("the partners of a unit's duos, when somebody new may read them", async () => {
    const { withViewer } = await import("@/db/client");
    await withViewer(ada, async (_tx, client) => {
      await client.query(
        "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, $2, $3, 'leader', u.id from units u where u.org_id = $1",
        [made.orgId, randomUUID(), made.people.Tom!.id],
      );
    });
    const told = await rowsOf<{ person_id: string; payload: object }>(
      "select person_id, payload from outbox where kind = 'new-reader'",
    );
    expect(told.map(({ person_id }) => person_id).sort()).toEqual(
      [made.people.Ian!.id, made.people.Mia!.id].sort(),
    );
    expect(told[0]!.payload).toEqual({ unit: "Company" });
  });

  test("who stays, when a duo ends and another begins in its place", async () => {
    await database.admin.query("begin");
    await database.admin.query(`set local twofold.org_id = '${made.orgId}'`);
    await database.admin.query(
      "insert into duos (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, started_on) select org_id, $2, 'Ian & Vera', pair_type, unit_id, ic_person_id, $3, '2031-01-02' from duos where id = $1",
      [made.duos.first, randomUUID(), made.people.Vera!.id],
    );
    await database.admin.query("update duos set ended_on = '2031-01-02' where id = $1", [made.duos.first]);
    await database.admin.query("commit");
    expect(await rowsOf("select person_id, payload from outbox where kind = 'partner-replaced'")).toEqual([
      { person_id: made.people.Ian!.id, payload: { former: "Mia Example", partner: "Vera Example" } },
    ]);
  });
});

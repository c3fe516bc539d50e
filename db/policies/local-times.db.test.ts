import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import { instrument } from "@/lib/instrument/instrument";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

/** Spellings of a minute that PostgreSQL reads and the product never writes, and minutes that no calendar has. */
const odd = [
  "2036-01-10T18:00+14",
  "2036-01-10T18:00Z",
  "2036-01-10T18:00:00",
  "2036-01-10 18:00",
  "2036-01-10T18:00\n",
  " 2036-01-10T18:00",
  "2036-1-10T18:00",
  "10036-01-10T18:00",
  "January 10 2036 18:00",
  "2036-01-10T24:00",
  "2036-02-30T18:00",
  "2035-02-29T18:00",
  "2036-13-10T18:00",
  "tomorrow",
  "infinity",
  "",
];
const text = (minute: string) => `'${minute}'`;
const refused = expect.stringMatching(/^(23514|22007|22008)$/);

describe("a local time is a minute that exists, in one spelling", () => {
  const close = (minute: string, days: number) =>
    `update cycles set closes_local = ${text(minute)}, opens_at = now() - interval '${days} days' where id = '${on.scene.cycle}'`;

  test("of a cycle, whoever writes it", async () => {
    for (const minute of odd)
      await expect(on.arrange(close(minute, 1)), minute).rejects.toThrow(/closes_local/);
    await on.arrange(close("2036-02-29T23:59", 1));
  });

  test("when an admin extends it", async () => {
    await on.arrange(
      `update cycles set opens_at = '2036-01-01', closes_at = '2036-01-08', closes_local = '2036-01-08T00:00' where id = '${on.scene.cycle}'`,
    );
    const extend = (minute: string) => `select 1 where extend_cycle('${on.scene.cycle}', ${text(minute)})`;
    for (const minute of odd) {
      expect([minute, await on.attempt("app", "admin", extend(minute))]).toEqual([minute, refused]);
    }
    expect(await on.attempt("app", "admin", extend("2036-01-10T18:00"))).toBe(1);
  });

  test("when a cycle is opened or planned", async () => {
    await on.arrange(`update cycles set state = 'closed', closed_at = now() where id = '${on.scene.cycle}'`);
    const { rows } = await on.arrange("select to_char(app_now() + interval '20 days', 'YYYY-MM-DD') as day");
    const opened = (minute: string) =>
      `select 1 from open_cycle('scoped', ${text(minute)}, 'UTC', '${instrument.version}', '${promiseVersion}')`;
    const soon = odd.map((minute) => minute.replace("2036-01-10", rows[0].day));
    for (const minute of soon) {
      expect([minute, await on.attempt("app", "admin", opened(minute))]).toEqual([minute, refused]);
    }
    await on.arrange(
      `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode) values ('${on.scene.org}', 'monthly', '2036-01-01', '09:00', '18:00', 21, 'UTC', 'scoped')`,
    );
    const planned = (opens: string, closes: string) =>
      `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone) values ('${on.scene.org}', '${randomUUID()}', 7, ${text(opens)}, ${text(closes)}, 'UTC')`;
    for (const minute of odd) {
      expect([minute, await on.attempt("app", "admin", planned("2035-12-20T09:00", minute))]).toEqual([
        minute,
        refused,
      ]);
      expect([minute, await on.attempt("app", "admin", planned(minute, "2036-01-28T09:00"))]).toEqual([
        minute,
        refused,
      ]);
    }
    expect(await on.attempt("app", "admin", planned("2036-01-01T09:00", "2036-01-22T18:00"))).toBe(1);
  });
});

describe("nothing ends before it begins", () => {
  test("a duo by an end of its own, in whatever state, but one that has not begun and is ended today", async () => {
    const write = (starts: string, ends: string) =>
      `update duos set started_on = ${starts}, own_ended_on = ${ends} where id = '${on.scene.duos.other}'`;
    const tried = (...statements: string[]) =>
      on.attempt(
        "administrator",
        "admin",
        ...statements,
        `select 1 from duos where own_ended_on is not null`,
      );
    for (const ends of ["2025-03-01", "2100-03-01"])
      for (const starts of [ends.replace("03-01", "03-02"), "2100-12-31"])
        expect(await tried(write(`'${starts}'`, `'${ends}'`))).toBe("23514");
    const began = write("'2025-03-01'", "'2025-03-01'");
    expect(await tried(began)).toBe(1);
    expect(await tried(began, write("started_on", "'2025-02-28'"))).toBe("23514");
    expect(await tried(began, write("'2025-03-02'", "own_ended_on"))).toBe("23514");
    const coming = (own: string) => `
      insert into duos (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, started_on, own_ended_on)
      select org_id, gen_random_uuid(), 'coming', pair_type, unit_id, ic_person_id, manager_person_id, today() + 9, ${own}
      from duos where id = '${on.scene.duos.other}'`;
    const end = (own: string) => `update duos set own_ended_on = ${own} where display_name = 'coming'`;
    for (const day of ["today() + 8", "today() - 1"])
      expect(await tried(coming("null"), end(day))).toBe("23514");
    expect(await tried(coming("null"), end("today()"))).toBe(1);
    expect(await tried(coming("today()"))).toBe("23514");
  });

  test("every table with several dates is known, and what orders them", async () => {
    const { rows } = await on.arrange(`
      select c.relname || ': ' || string_agg(a.attname, ' ' order by a.attname) as dates
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid in ('date'::regtype, 'timestamptz'::regtype)
      group by c.relname having count(*) > 1 order by 1`);
    expect(rows.map(({ dates }) => dates)).toEqual([
      // The database writes its own time when each happens.
      "address_changes: decided_at requested_at",
      "answer_withdrawals: asked_at carried_out_at",
      "audit_chains: checked_at sealed_until",
      "custom_questions: created_at retired_at",
      // cycles_window; the others are the database's time when each happens.
      "cycles: answers_ended_at answers_removed_at closed_at closes_at opens_at published_at withdrawn_at",
      // duos_end_first: an own end before the start is refused; by others a duo ends before it, and never begins.
      "duos: ended_on own_ended_on started_on",
      // Independent of each other: the last success, the last failure.
      "job_runs: failed_at ran_at succeeded_at",
      // The database's time.
      "moments: agreed_at confirmed_at",
      // The note's guard: not after today, not before the cycle.
      "noted_actions: done_on noted_at",
      "organizations: created_at next_retention_from",
      "outbox: day due_at failed_at queued_at sent_at",
      "passkeys: created_at last_used_at",
      // An end alone, beside the database's times.
      "people: address_held_at bound_at created_at ended_on erased_at",
      // planned_cycles_window
      "planned_cycles: closes_at opens_at",
      // only_trends: from the first to the last day of the interval.
      "published_duo_partners: since_from_on since_on since_to_on",
      "published_duos: since_from_on since_on since_to_on",
      // The database's time.
      "responses: promise_accepted_at submitted_at updated_at",
      "role_grants: granted_at revoked_at",
      "roster_imports: created_at finished_at moved_at",
      "sessions: created_at expires",
    ]);
  });
});

import { beforeEach } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "../database/fresh-database";
import { createOrganization, type MadeOrganization } from "../factories/organization";
import { viewerOf } from "../factories/viewer";
import { type ArrivedMail, mailServer } from "./mail-server";

/** A monthly schedule from 6 January 2031 on, as the form sends it, without the revision that it follows. */
export const monthlyRule = {
  rhythm: "monthly",
  firstDay: "2031-01-06",
  opensTime: "09:00",
  closesTime: "18:00",
  days: 21,
  timeZone: "Europe/Paris",
  sharingMode: "scoped",
};

/** Where each of the three partners lives. */
const zones = { Ian: "Europe/Paris", Mia: "Pacific/Auckland", Tom: "America/Los_Angeles" };

/**
 * For tests of what happens by the clock: before each test a new organization with the admin Ada, its leader Vera, and
 * two duos, Ian with Mia and Tom with Mia, in three time zones. The product's clock is at 2 January 2031.
 */
export function scheduledCycles() {
  const database = freshDatabase();
  const received: (ArrivedMail & { at: Date })[] = [];
  let made: MadeOrganization;
  let ada: Viewer;

  mailServer({
    async receive(mail) {
      received.push({ ...mail, at: await now() });
    },
  });

  async function now(): Promise<Date> {
    return (await database.admin.query<{ now: Date }>("select app_now() as now")).rows[0]!.now;
  }

  /** Moves the product's clock, which is the database's, to a moment. */
  const setClock = (at: string) =>
    database.arrange("update installation set clock_offset = $1::timestamptz - now()", [at]);

  const rowsOf = async <T extends object>(sql: string, values: unknown[] = []) =>
    (await database.admin.query<T>(sql, values)).rows;

  /** Ada signs in anew: after the clock moved, her sign-in is too old for what needs a recent one. */
  async function signInAgain(): Promise<void> {
    ada = viewerOf(made, "Ada", { isAdmin: true, signedInAt: await now() });
  }

  const changePerson = (name: string, set: string, value: string) =>
    database.arrange(`update people set ${set} = $1 where id = $2`, [value, made.people[name]!.id]);

  beforeEach(async () => {
    // What the test before left must neither fall due nor get mail in this one.
    await database.arrange("truncate outbox, planned_cycles, schedules, job_runs");
    await database.arrange("update cycles set closes_at = '2099-01-01'");
    await database.arrange("update duos set started_on = '2019-01-01', ended_on = '2020-01-01'");
    await database.arrange("update people set email = id || '@example.test'");
    await setClock("2031-01-02T10:00:00Z");
    received.length = 0;
    made = await createOrganization(database.admin, {
      people: { Ada: { admin: true }, Vera: { leads: "Company" }, Ian: {}, Mia: {}, Tom: {}, Vic: {} },
      duos: { first: { ic: "Ian", manager: "Mia" }, second: { ic: "Tom", manager: "Mia" } },
    });
    for (const name of ["Vera", "Ian", "Mia", "Tom"]) {
      await changePerson(name, "email", `${name.toLowerCase()}@example.test`);
    }
    for (const [name, zone] of Object.entries(zones)) await changePerson(name, "time_zone", zone);
    await signInAgain();
  });

  /** As the page does it: final parts, the side, and the mail to the partner. */
  async function submit(name: string): Promise<void> {
    await database.arrange(
      "update duo_cycle_sides s set final_at = app_now() from cycles c where c.org_id = s.org_id and c.id = s.cycle_id and c.state = 'open' and s.person_id = $1 and s.final_at is null",
      [made.people[name]!.id],
    );
    await database.admin.query(
      `insert into outbox (org_id, id, kind, key, person_id, payload)
       select c.org_id, gen_random_uuid(), 'partner-answered', 'partner-answered:' || c.id, $2, json_build_object('partner', $3::text, 'cycleId', c.id, 'duoId', $4::text)
       from cycles c where c.org_id = $1 and c.state = 'open' on conflict do nothing`,
      [made.orgId, made.people.Mia!.id, name, made.duos.first],
    );
  }

  return {
    database,
    get made() {
      return made;
    },
    get ada() {
      return ada;
    },
    /** Mails of this test in the order of their arrival, with the moment on the product's clock. */
    received,
    now,
    setClock,
    rowsOf,
    signInAgain,
    submit,
    /** Number and state of the organization's cycles. */
    states: () =>
      rowsOf<{ number: number; state: string }>(
        "select number, state from cycles where org_id = $1 order by number",
        [made.orgId],
      ),
  };
}

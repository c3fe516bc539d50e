import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withViewer } from "@/db/client";
import type { SharingMode } from "@/lib/domain/cycles";

import { dictionary } from "@/lib/i18n";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { type ArrivedMail, mailServer } from "@/testkit/scenes/mail-server";
import { knownSequences, readersOrganization } from "@/testkit/scenes/reader-sequences";
import {
  changedPlan,
  newPlan,
  type Reading,
  readingsSaid,
  readingsWaiting,
  whoReadsRows,
  writtenDuo,
} from "@/testkit/scenes/row-readings";
import { openCycle } from "../cycles";
import { DomainError } from "../errors";
import { closeDueCycles } from "../jobs/close-cycles";
import { sendWaitingMail } from "./send";

/**
 * After each change of the roster, of the grants and of what the next cycle shows, each opening, day and sending of mails: a
 * mail to both partners of a duo, sent or waiting, names every leader who will read its row of the open cycle, and its next
 * one if that is to be shown. No mail names anybody who does not read what it says. And in the end everybody was named who
 * could ever read a published row.
 */
const database = freshDatabase();
const partners = { first: ["Ian", "Mia"], second: ["Tom", "Noa"], third: ["Ian", "Noa"] } as const;
/** Noa is in two duos. */
const leaders = ["Lea", "Vic", "Zoe", "Noa"] as const;
const modes = ["scoped", "private"] as const;
const units = ["Eng", "Core", "Sales", "Ops"] as const;
const firstDay = Date.UTC(2031, 0, 6);
const dayAfter = (days: number) => new Date(firstDay + days * 86_400_000).toISOString().slice(0, 10);

let made: MadeOrganization;
let today = 0;
/** What the next cycle shows, by the schedule or as the last one. */
let coming: SharingMode = "scoped";
let planned = false;
/** Who was named to whom by mail since they read, or reads since the program began to show rows. */
const told = new Set<Reading>();
/** Who could read a published row at any time, and who was named in any way. */
const could = new Set<Reading>();
const everNamed = new Set<Reading>();
const arrived: ArrivedMail[] = [];

mailServer({
  receive(mail) {
    arrived.push(mail);
  },
});

const rowsOf = async <T extends object>(text: string, values: unknown[] = []) =>
  (await database.admin.query<T>(text, values)).rows;

async function setDay(days: number): Promise<void> {
  today = days;
  await database.arrange("update installation set clock_offset = $1::timestamptz - now()", [
    `${dayAfter(days)}T10:00:00Z`,
  ]);
}

async function ada() {
  const [row] = await rowsOf<{ now: Date }>("select app_now() as now");
  return viewerOf(made, "Ada", { isAdmin: true, signedInAt: row!.now });
}

/** As the admin, by SQL; what the database refuses is not done. */
const write = async (statement: string): Promise<void> => {
  await withViewer(await ada(), (tx) => tx.execute(sql.raw(statement))).catch((error: unknown) => {
    if (!(error as { constraint?: string }).constraint) throw error;
  });
};

async function writeDuo(name: string, more: object, first = ""): Promise<void> {
  const row = await writtenDuo(rowsOf, made.duos[name]!);
  await write(
    `${first} select write_roster_duos('${JSON.stringify([{ ...row, ...more }])}')${first && " from granted"}`,
  );
}

/** Ends the open cycle as published, and opens another one. */
async function open(mode: SharingMode): Promise<void> {
  await database.arrange(
    "update cycles set state = 'published', closed_at = app_now(), published_at = app_now() where state = 'open' and org_id = $1",
    [made.orgId],
  );
  const opening = { closesLocal: "2031-02-20T18:00", timeZone: "UTC", sharingMode: mode };
  const opened = await openCycle(await ada(), opening).catch((error: unknown) => {
    // No duo is active.
    if (!(error instanceof DomainError)) throw error;
  });
  if (opened && !planned) coming = mode;
}

async function plan(mode: SharingMode): Promise<void> {
  await write(planned ? changedPlan(made.orgId, mode) : newPlan(made.orgId, mode));
  planned = true;
  coming = mode;
}

const decline = (name: string, duo: string) =>
  withViewer(viewerOf(made, name), (tx) =>
    tx.execute(
      sql`select decline_cycle(c.id, ${made.duos[duo]}) from cycles c where c.org_id = ${made.orgId} and c.state = 'open'`,
    ),
  );

const steps = {
  move: ({ duo, unit }) => writeDuo(duo, { unitId: made.units[unit] }),
  end: ({ duo, days }) => writeDuo(duo, { endedOn: dayAfter(today + days) }),
  resume: ({ duo }) => writeDuo(duo, { endedOn: null }),
  resumeElsewhere: ({ duo, unit }) => writeDuo(duo, { endedOn: null, unitId: made.units[unit] }),
  pause: ({ duo }) => writeDuo(duo, { paused: true }),
  goOn: ({ duo }) => writeDuo(duo, { paused: false }),
  moveUnit: async ({ unit }) => {
    const { Acme, Core } = made.units;
    const parentId = unit === "Core" ? Acme : made.units[unit];
    const lineage = parentId === Acme ? [Acme, Core] : [Acme, parentId, Core];
    await write(
      `select write_roster_units('${JSON.stringify([{ id: Core, parentId, name: "Core", platform: false, lineage }])}')`,
    );
  },
  grant: ({ leader, unit }) =>
    write(
      `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${made.orgId}', gen_random_uuid(), '${made.people[leader]!.id}', 'leader', '${made.units[unit]}')`,
    ),
  /** In one statement: the grant is there while the duo leaves the place that it is for. */
  grantHereAndMove: ({ duo, leader, unit }) =>
    writeDuo(
      duo,
      { unitId: made.units[unit] },
      `with granted as (insert into role_grants (org_id, id, person_id, role, unit_id)
         select org_id, gen_random_uuid(), '${made.people[leader]!.id}', 'leader', unit_id from duos where id = '${made.duos[duo]}' returning id)`,
    ),
  revoke: ({ leader, unit }) =>
    write(
      `update role_grants set revoked_at = app_now() where revoked_at is null and person_id = '${made.people[leader]!.id}' and unit_id = '${made.units[unit]}'`,
    ),
  open: ({ mode }) => open(mode),
  plan: ({ mode }) => plan(mode),
  decline: async ({ duo }) => {
    for (const name of partners[duo]) await decline(name, duo);
  },
  /** The mail server takes none about a duo that is back. */
  refuse: () =>
    database.arrange(
      "update outbox set failed_at = now(), attempts = attempts + 1, last_error = '552' where payload ? 'back' and sent_at is null and failed_at is null",
    ),
  send: sendWaitingMail,
  nextDay: async () => {
    await setDay(today + 1);
    await closeDueCycles();
  },
  nextDayAndNoJob: () => setDay(today + 1),
} satisfies Record<string, (on: Drawn) => Promise<unknown>>;
type Drawn = {
  step: string;
  duo: keyof typeof partners;
  unit: string;
  leader: string;
  days: number;
  mode: SharingMode;
};

type Step = Drawn & { step: keyof typeof steps };

const drawn: fc.Arbitrary<Step> = fc.record({
  step: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  duo: fc.constantFrom("first", "second", "third"),
  unit: fc.constantFrom(...units),
  leader: fc.constantFrom(...leaders),
  days: fc.integer({ min: -1, max: 2 }),
  mode: fc.constantFrom(...modes),
});

/** Steps in words, such as "grant Zoe Sales", "end 1" and "open private", about the first duo. */
const inWords = (text: string): Step[] =>
  text.split(", ").map((words) => {
    const [step, ...on] = words.split(" ");
    return {
      step: step as keyof typeof steps,
      duo: "first",
      unit: on.find((word) => units.some((unit) => unit === word)) ?? "Core",
      leader: on.find((word) => leaders.some((leader) => leader === word)) ?? "Lea",
      days: Number(on.find((word) => /^\d$/.test(word)) ?? 0),
      mode: modes.find((mode) => on.includes(mode)) ?? "scoped",
    };
  });

/** Who reads a row by now that its partners are told of. */
async function reading(): Promise<Set<Reading>> {
  const { newest, next, published } = await whoReadsRows(rowsOf, made.orgId);
  for (const one of published) could.add(one);
  return new Set([...newest, ...(coming === "scoped" ? next : [])]);
}

/** Who reads whom without a mail that was sent since they do, or that waits. */
async function untold(now: ReadonlySet<Reading>): Promise<Reading[]> {
  const named = new Set([...told, ...(await readingsWaiting(rowsOf, made.orgId))]);
  return [...now].filter((one) => !named.has(one));
}

/** What the mails that arrived say of who reads is so, and an invitation leaves nobody out. */
async function hear(): Promise<void> {
  const { open: shown, next, opened } = await whoReadsRows(rowsOf, made.orgId);
  const reads = { open: shown, next: coming === "scoped" ? next : new Set<Reading>(), opened, past: could };
  const alone = new Set([...opened].filter((one) => !shown.has(one)));
  for (const mail of arrived.splice(0)) {
    const said = readingsSaid(mail, dictionary("en"));
    const untrue = said.filter(({ about, reading }) => !{ ...reads, earlier: alone }[about].has(reading));
    expect([mail.subject, untrue]).toEqual([mail.subject, []]);
    if (mail.subject === dictionary("en").mail.cycleOpened.subject) {
      const own = [...shown].filter((one) => one.startsWith(`${mail.to} `));
      expect(
        [...new Set(said.flatMap(({ about, reading }) => (about === "open" ? reading : [])))].sort(),
      ).toEqual(own.sort());
    }
    for (const { reading } of said) everNamed.add(reading);
    for (const { about, reading } of said) if (about !== "past") told.add(reading);
  }
}

async function begin(): Promise<Set<Reading>> {
  await database.arrange("truncate outbox");
  await database.arrange("update people set email = id || '@example.test'");
  await database.arrange("update cycles set closes_at = '2099-01-01'");
  await setDay(0);
  made = await createOrganization(database.admin, readersOrganization);
  await database.arrange("update people set email = given_name || '@example.test' where org_id = $1", [
    made.orgId,
  ]);
  for (const all of [told, could, everNamed]) all.clear();
  planned = false;
  await open("scoped");
  await sendWaitingMail();
  await hear();
  return reading();
}

async function checkEachStep(all: readonly Step[]): Promise<void> {
  let before = await begin();
  const retold = new Set<Reading>();
  expect(await untold(before)).toEqual([]);
  for (const one of all) {
    const { next } = await whoReadsRows(rowsOf, made.orgId);
    const showed = coming;
    await steps[one.step](one);
    const now = await reading();
    const { open: shown } = await whoReadsRows(rowsOf, made.orgId);
    // What was heard of somebody before they read it anew does not count.
    for (const reads of now) if (!before.has(reads)) told.delete(reads);
    // The invitation names all readers to the partners whom it asks. If their duo leaves the cycle, earlier mails count again.
    if (one.step === "open") for (const reads of shown) if (told.delete(reads)) retold.add(reads);
    for (const reads of retold)
      if (!shown.has(reads) && retold.delete(reads) && now.has(reads)) told.add(reads);
    await hear();
    // Who comes to read the next row because rows are to be shown again is in the invitation to that cycle.
    if (showed !== coming) for (const reads of next) if (!shown.has(reads)) told.add(reads);
    before = now;
    expect([one.step, await untold(now)]).toEqual([one.step, []]);
  }
  await sendWaitingMail();
  await hear();
  expect(await untold(before)).toEqual([]);
  expect([...could].filter((one) => !everNamed.has(one))).toEqual([]);
}

test.each(knownSequences)("partners hear of everybody who will read their duo: %s", async (text) => {
  await checkEachStep(inWords(text));
});

test("whatever was done and sent before", async () => {
  const sequences = fc.array(drawn, { minLength: 10, maxLength: 25 });
  await fc.assert(fc.asyncProperty(sequences, checkEachStep), { numRuns: 4, seed: 1128, endOnFailure: true });
}, 120_000);

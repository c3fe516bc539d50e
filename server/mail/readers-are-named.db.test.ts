import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { mailServer } from "@/testkit/scenes/mail-server";
import { openCycle } from "../cycles";
import { closeDueCycles } from "../jobs/close-cycles";
import { sendWaitingMail } from "./send";

/**
 * After each change of the roster and of the grants, each day and each sending of mails: a mail to both partners of a duo,
 * sent or waiting, names every leader who will read its next row.
 */
const database = freshDatabase();
const partners = { first: ["Ian", "Mia"], second: ["Tom", "Noa"] } as const;
const leaders = ["Lea", "Vic", "Zoe"] as const;
const units = ["Eng", "Core", "Sales"] as const;
const firstDay = Date.UTC(2031, 0, 6);
const dayAfter = (days: number) => new Date(firstDay + days * 86_400_000).toISOString().slice(0, 10);

let made: MadeOrganization;
let today = 0;
/** Who was named to whom by mail, as "Ian Lea", since they read. */
let told = new Set<string>();

mailServer({
  receive({ to, text }) {
    for (const leader of leaders) if (text.includes(`${leader} Example`)) told.add(`${to} ${leader}`);
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

async function writeDuo(name: string, more: object): Promise<void> {
  const [row] = await rowsOf(
    `select id, display_name as "displayName", pair_type as "pairType", unit_id as "unitId", ic_person_id as "icId",
       manager_person_id as "managerId", line_manager as "lineManager", started_on::text as "startedOn", ended_on::text as "endedOn", paused
     from duos where id = $1`,
    [made.duos[name]],
  );
  await write(`select write_roster_duos('${JSON.stringify([{ ...row, ...more }])}')`);
}

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
  revoke: ({ leader, unit }) =>
    write(
      `update role_grants set revoked_at = app_now() where revoked_at is null and person_id = '${made.people[leader]!.id}' and unit_id = '${made.units[unit]}'`,
    ),
  send: sendWaitingMail,
  nextDay: async () => {
    await setDay(today + 1);
    await closeDueCycles();
  },
  nextDayAndNoJob: () => setDay(today + 1),
} satisfies Record<string, (on: Drawn) => Promise<unknown>>;
type Drawn = { step: string; duo: keyof typeof partners; unit: string; leader: string; days: number };

type Step = Drawn & { step: keyof typeof steps };

const drawn: fc.Arbitrary<Step> = fc.record({
  step: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  duo: fc.constantFrom("first", "second"),
  unit: fc.constantFrom(...units),
  leader: fc.constantFrom(...leaders),
  days: fc.integer({ min: -1, max: 2 }),
});

/** Steps in words, such as "grant Zoe Sales" and "end 1", about the first duo. */
const inWords = (text: string): Step[] =>
  text.split(", ").map((words) => {
    const [step, ...on] = words.split(" ");
    return {
      step: step as keyof typeof steps,
      duo: "first",
      unit: on.find((word) => units.some((unit) => unit === word)) ?? "Core",
      leader: on.find((word) => leaders.some((leader) => leader === word)) ?? "Lea",
      days: Number(on.find((word) => /^\d$/.test(word)) ?? 0),
    };
  });
/** Each begins with the duo in a unit below none that anybody leads. */
const known = [
  "moveUnit Core, end 0, move Sales, nextDay, end 0, resume, send",
  "moveUnit Core, end 1, nextDayAndNoJob, move Sales, nextDay, resume, send",
  "moveUnit Core, move Eng, end 0, send, resume, send",
  "moveUnit Core, end 0, move Sales, resume, send",
  "moveUnit Core, end 0, move Sales, resume, pause, send",
  "moveUnit Core, pause, send, goOn, send, end 0, move Sales, resume, send",
  "moveUnit Core, end 0, send, move Sales, end 2, send",
  "moveUnit Core, pause, end 0, send, move Sales, resume, goOn, send",
  "grant Zoe Core, end 0, send, resume, send",
  "grant Zoe Sales, send, grant Zoe Core, move Sales, revoke Zoe Core, send",
  "moveUnit Core, grant Lea Sales, send, move Eng, move Sales, send",
  "moveUnit Core, move Eng, move Core, send, move Eng, send",
  "grant Zoe Core, revoke Zoe Core, grant Zoe Core, send",
];

/** Who will read a next row: of each duo that has not ended, those who lead its unit or one above it. */
async function reading(): Promise<Map<string, string[]>> {
  const rows = await rowsOf<{ duo: string; leader: string }>(
    `select distinct d.id as duo, p.given_name as leader
     from duos d join units u on u.id = d.unit_id join role_grants g on g.unit_id = any (u.lineage) and g.revoked_at is null and g.role = 'leader'
       join people p on p.id = g.person_id
     where d.org_id = $1 and (d.ended_on is null or d.ended_on > today())`,
    [made.orgId],
  );
  const of = (duo: string) => rows.filter((row) => row.duo === made.duos[duo]).map(({ leader }) => leader);
  return new Map(Object.keys(partners).map((duo) => [duo, of(duo)]));
}

/** Who reads whom without a mail that was sent since they do, or that waits. */
async function untold(now: Map<string, string[]>): Promise<string[]> {
  const waiting = await rowsOf<{ person: string; reader: string | null }>(
    `select p.given_name as person, (select r.given_name from people r where r.id::text = o.payload ->> 'readerId') as reader
     from outbox o join people p on p.id = o.person_id
     where o.org_id = $1 and o.sent_at is null and o.failed_at is null and (o.kind = 'new-reader' or o.payload ? 'back')`,
    [made.orgId],
  );
  return [...now].flatMap(([duo, readers]) =>
    partners[duo as keyof typeof partners].flatMap((person) =>
      readers
        .filter((reader) => !told.has(`${person} ${reader}`))
        .filter(
          (reader) => !waiting.some((mail) => mail.person === person && (mail.reader ?? reader) === reader),
        )
        .map((reader) => `${reader} reads ${person}`),
    ),
  );
}

async function begin(): Promise<Map<string, string[]>> {
  await database.arrange("truncate outbox");
  await database.arrange("update people set email = id || '@example.test'");
  await database.arrange("update cycles set closes_at = '2099-01-01'");
  await setDay(0);
  made = await createOrganization(database.admin, {
    units: { Acme: {}, Eng: { parent: "Acme" }, Core: { parent: "Eng" }, Sales: { parent: "Acme" } },
    people: {
      Ada: { admin: true },
      Lea: { leads: "Eng" },
      Vic: { leads: "Sales" },
      Zoe: {},
      Ian: {},
      Mia: {},
      Tom: {},
      Noa: {},
    },
    duos: {
      first: { ic: "Ian", manager: "Mia", unit: "Core" },
      second: { ic: "Tom", manager: "Noa", unit: "Sales" },
    },
  });
  await database.arrange("update people set email = given_name || '@example.test' where org_id = $1", [
    made.orgId,
  ]);
  told = new Set();
  await openCycle(await ada(), { closesLocal: "2031-02-20T18:00", timeZone: "UTC", sharingMode: "scoped" });
  await sendWaitingMail();
  return reading();
}

async function checkEachStep(all: readonly Step[]): Promise<void> {
  let before = await begin();
  expect(await untold(before)).toEqual([]);
  for (const one of all) {
    await steps[one.step](one);
    const now = await reading();
    // What was heard of somebody before they read it anew does not count.
    for (const [duo, readers] of now)
      for (const reader of readers.filter((name) => !before.get(duo)!.includes(name)))
        for (const person of partners[duo as keyof typeof partners]) told.delete(`${person} ${reader}`);
    before = now;
    expect([one.step, await untold(now)]).toEqual([one.step, []]);
  }
  await sendWaitingMail();
  expect(await untold(before)).toEqual([]);
}

test.each(known)("partners hear of everybody who will read their duo: %s", async (text) => {
  await checkEachStep(inWords(text));
});

test("whatever was done and sent before", async () => {
  const sequences = fc.array(drawn, { minLength: 10, maxLength: 25 });
  await fc.assert(fc.asyncProperty(sequences, checkEachStep), { numRuns: 6, endOnFailure: true });
}, 120_000);

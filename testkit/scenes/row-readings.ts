import type { SharingMode } from "@/lib/domain/cycles";
import type { Dictionary } from "@/lib/i18n";
import type { ArrivedMail } from "./mail-server";

/**
 * Which row of a duo is read: that of the open cycle, of the newest one, open or not, the next one, or one of any cycle that
 * has opened or is published.
 */
export type WhichRow = "open" | "newest" | "next" | "opened" | "published";

/** "Ian Mia Lea": that Lea reads the duo of Ian and Mia, as it is said to Ian. */
export type Reading = string;

type Query = <T extends object>(text: string, values: unknown[]) => Promise<T[]>;

const spot = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What each sentence about readers is about. Of earlier cycles alone: opened, and not the open one. */
const sentences = ({ mail }: Dictionary) =>
  [
    { about: "open", said: mail.cycleOpened.readers },
    { about: "earlier", said: mail.cycleOpened.earlier },
    { about: "next", said: mail.readNext },
    { about: "opened", said: mail.newReader.earlier },
    ...["<time>", "<until>"].map((until) => ({
      about: "past" as const,
      said: (rows: string, readers: string) => mail.newReader.ended(readers, rows, { from: "<time>", until }),
    })),
  ] as const;
type About = ReturnType<typeof sentences>[number]["about"];

/** Who reads what, as a mail of people called "… Example" says it. */
export function readingsSaid(
  { to, text }: ArrivedMail,
  words: Dictionary,
): { about: About; reading: Reading }[] {
  const plain = text
    .split("Content-Type: text/html")[0]!
    .replace(/=E2=81=A[6-9]|[\u2066-\u2069]/g, "")
    .replaceAll("=E2=80=99", "’");
  const names = (part = "") => [...part.matchAll(/(\w+) Example/g)].map(([, name]) => name!);
  return sentences(words).flatMap(({ about, said }) => {
    const pattern = new RegExp(
      spot(said("<rows>", "<readers>"))
        .replace(/<(rows|readers)>/g, "(?<$1>.*?)")
        .replace(/<time>|<until>/g, ".*?"),
      "g",
    );
    return [...plain.matchAll(pattern)].flatMap(({ groups }) =>
      names(groups?.rows).flatMap((partner) =>
        names(groups?.readers).map((reader) => ({ about, reading: `${to} ${partner} ${reader}` })),
      ),
    );
  });
}

/** Who reads which rows as a leader, worked out from the tables: `next` as if the next cycle showed rows. */
export async function whoReadsRows(
  rowsOf: Query,
  orgId: string,
): Promise<Record<WhichRow, ReadonlySet<Reading>>> {
  const rows = await rowsOf<{ which: WhichRow; reading: Reading }>(
    `with place as (
       select d.id as duo, 'next' as which, u.lineage from duos d join units u on u.id = d.unit_id
         where d.org_id = $1 and (d.ended_on is null or d.ended_on > today())
       union all
       select e.duo_id, unnest(array['opened', case c.state when 'open' then 'open' when 'published' then 'published' end,
           case c.number when (select max(number) from cycles n where n.org_id = c.org_id) then 'newest' end]), u.lineage
         from duo_cycles e join cycles c on c.id = e.cycle_id and c.sharing_mode = 'scoped'
           join cycle_units u on u.cycle_id = e.cycle_id and u.unit_id = e.unit_id
         where e.org_id = $1 and e.left_at is null
     )
     select distinct place.which, concat_ws(' ', own.given_name, other.given_name, reader.given_name) as reading
     from place join duos d on d.id = place.duo
       join people own on own.id in (d.ic_person_id, d.manager_person_id)
       join people other on other.id in (d.ic_person_id, d.manager_person_id) and other.id <> own.id
       join role_grants g on g.role = 'leader' and g.revoked_at is null and g.unit_id = any (place.lineage)
         and g.person_id not in (d.ic_person_id, d.manager_person_id)
       join people reader on reader.id = g.person_id`,
    [orgId],
  );
  const of = (which: WhichRow) =>
    new Set(rows.filter((row) => row.which === which).map(({ reading }) => reading));
  return {
    open: of("open"),
    newest: of("newest"),
    next: of("next"),
    opened: of("opened"),
    published: of("published"),
  };
}

/** Whom mails that wait will name, as far as they read then; one about a duo that is back is owed until another one left. */
export async function readingsWaiting(rowsOf: Query, orgId: string): Promise<Reading[]> {
  const waiting = await rowsOf<{ reading: Reading }>(
    `select concat_ws(' ', own.given_name, other.given_name, reader.given_name) as reading
     from outbox o join people own on own.id = o.person_id
       join duos d on d.org_id = o.org_id and own.id in (d.ic_person_id, d.manager_person_id)
         and (o.kind = 'cycle-opened' or d.id::text = o.payload ->> 'duoId')
       join people other on other.id in (d.ic_person_id, d.manager_person_id) and other.id <> own.id
       join people reader on reader.org_id = o.org_id and (reader.id::text = o.payload ->> 'readerId' or not o.payload ? 'readerId')
     where o.org_id = $1 and o.sent_at is null and (o.kind in ('new-reader', 'cycle-opened') or o.payload ? 'back')
       and (o.failed_at is null or o.payload ? 'back' and not exists (select from outbox l where l.person_id = o.person_id
         and l.kind in ('duo-paused', 'duo-resumed') and split_part(l.key, ':', 2) = o.payload ->> 'duoId' and l.sent_at > o.failed_at))`,
    [orgId],
  );
  return waiting.map(({ reading }) => reading);
}

/** A duo as `write_roster_duos` takes it, unchanged. */
export async function writtenDuo(rowsOf: Query, id: string): Promise<object> {
  const [row] = await rowsOf<object>(
    `select id, display_name as "displayName", pair_type as "pairType", unit_id as "unitId", ic_person_id as "icId",
       manager_person_id as "managerId", line_manager as "lineManager", started_on::text as "startedOn", ended_on::text as "endedOn", paused
     from duos where id = $1`,
    [id],
  );
  return row!;
}

/** As an admin: a schedule with one planned cycle, later than what a test opens. */
export const newPlan = (orgId: string, mode: SharingMode) =>
  `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode)
     values ('${orgId}', 'monthly', '2031-06-01', '09:00', '18:00', 21, 'UTC', '${mode}');
   insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone)
     values ('${orgId}', gen_random_uuid(), 0, '2031-06-01T09:00', '2031-06-22T18:00', 'UTC')`;

/** As an admin: the same schedule in another mode. */
export const changedPlan = (orgId: string, mode: SharingMode) =>
  `update schedules set sharing_mode = '${mode}', revision = revision + 1 where org_id = '${orgId}'`;

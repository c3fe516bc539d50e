import { and, desc, eq, getTableColumns, getViewSelectedFields, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Side } from "@/lib/instrument/answers";
import type { Tx, ViewerIdentity } from "../client";
import {
  activeDuos,
  cycles,
  cycleUnits,
  duoCycleSides,
  duoCycles,
  duos,
  duoTalks,
  people,
  publishedDuoPartners,
  readableDuos,
  roleGrants,
} from "../schema";
import { isThere } from "./by-key";
import { opensOn } from "./cycles";
import { cycleOf, duoCycleOf, unitOf } from "./joins";
import { byName } from "./names";
import { sinceOf } from "./published/since";
import { type DuoCycleKey, hasDeclined, hasWithdrawn } from "./responses";

/** Whether a side of the row's duo is final. */
export const isFinalSide = (side: Side) =>
  isThere(
    sql`${duoCycleSides} s where s.org_id = ${duoCycles.orgId} and s.cycle_id = ${duoCycles.cycleId} and s.duo_id = ${duoCycles.duoId} and s.side = ${side} and s.final_at is not null`,
  );

/** Columns of one of the viewer's duo cycles. */
const ownDuoCycleColumns = (personId: string) => ({
  duoId: duoCycles.duoId,
  cycleId: duoCycles.cycleId,
  displayName: duoCycles.displayName,
  pairType: duoCycles.pairType,
  startedOn: duos.startedOn,
  /** Null while the duo goes on, also where the day of its end is still to come. */
  endedOn: sql<string | null>`case when ${duos.endedOn} <= (select today()) then ${duos.endedOn} end`,
  paused: sql<boolean>`${duos.paused} and (${duos.endedOn} is null or ${duos.endedOn} > (select today()))`,
  /** It goes on, and has left this cycle, which is open: it was paused, or had ended, meanwhile. */
  leftOpen: sql<boolean>`${duoCycles.leftAt} is not null and ${cycles.state} = 'open' and ${cycles.closesAt} > app_now() and not ${duos.paused} and (${duos.endedOn} is null or ${duos.endedOn} > (select today()))`,
  platform: cycleUnits.platform,
  icPersonId: duoCycles.icPersonId,
  managerPersonId: duoCycles.managerPersonId,
  number: cycles.number,
  state: cycles.state,
  sharingMode: cycles.sharingMode,
  instrumentVersion: cycles.instrumentVersion,
  opensOn,
  closesAt: cycles.closesAt,
  withdrawnReason: cycles.withdrawnReason,
  /** The raw answers were kept long enough and are gone. */
  answersEnded: sql<boolean>`${cycles.answersEndedAt} is not null`,
  takesAnswers: sql<boolean>`${cycles.state} = 'open' and not ${duoCycles.closed} and ${cycles.closesAt} > app_now() and not ${hasWithdrawn(personId)}`,
  /** The viewer withdrew their answers, also where they are removed with the publication only. */
  withdrew: hasWithdrawn(personId),
  /** The viewer declined it. */
  declined: hasDeclined(personId),
  icDeleted: hasWithdrawn(duoCycles.icPersonId, "and w.carried_out_at is not null"),
  managerDeleted: hasWithdrawn(duoCycles.managerPersonId, "and w.carried_out_at is not null"),
  /** Both were final, and the partner withdrew their answers since: the viewer's own change no more. */
  fixed: sql<boolean>`${cycles.state} = 'open' and answers_are_fixed(${duoCycles.cycleId}, ${duoCycles.duoId})`,
  icFinal: isFinalSide("ic"),
  managerFinal: isFinalSide("manager"),
  talkedAt: duoTalks.talkedAt,
  published: { ...getTableColumns(publishedDuoPartners), ...sinceOf(publishedDuoPartners, "partners") },
  forLeaders: { ...getViewSelectedFields(readableDuos), ...sinceOf(readableDuos, "leaders") },
});

/**
 * Every cycle of the viewer's duos, newest first, with who is final, what was published for the two and what leaders
 * read.
 */
export async function listOwnDuoCycles(tx: Tx, { orgId, personId }: ViewerIdentity, duoId?: string) {
  return tx
    .select(ownDuoCycleColumns(personId))
    .from(duoCycles)
    .innerJoin(cycles, cycleOf(duoCycles))
    .innerJoin(duos, and(eq(duos.orgId, duoCycles.orgId), eq(duos.id, duoCycles.duoId)))
    .innerJoin(cycleUnits, unitOf(duoCycles))
    .leftJoin(duoTalks, duoCycleOf(duoTalks))
    .leftJoin(publishedDuoPartners, duoCycleOf(publishedDuoPartners))
    .leftJoin(readableDuos, duoCycleOf(readableDuos))
    .where(
      and(
        eq(duoCycles.orgId, orgId),
        sql`${personId}::uuid in (${duoCycles.icPersonId}, ${duoCycles.managerPersonId})`,
        duoId ? eq(duoCycles.duoId, duoId) : undefined,
      ),
    )
    .orderBy(desc(cycles.number), byName(duoCycles.displayName));
}

/** Active duos of the viewer that no cycle has asked yet, with the other partner's name where it may be read. */
export async function listComingDuos(tx: Tx, { orgId, personId }: ViewerIdentity) {
  return tx
    .select({ duoId: duos.id, name: duos.displayName, partnerName: people.name })
    .from(duos)
    .innerJoin(activeDuos, and(eq(activeDuos.orgId, duos.orgId), eq(activeDuos.id, duos.id)))
    .leftJoin(
      people,
      and(
        eq(people.orgId, duos.orgId),
        ne(people.id, personId),
        sql`${people.id} in (${duos.icPersonId}, ${duos.managerPersonId})`,
      ),
    )
    .where(
      and(
        eq(duos.orgId, orgId),
        sql`${personId}::uuid in (${duos.icPersonId}, ${duos.managerPersonId})`,
        sql`not exists (select from ${duoCycles} c where c.org_id = ${duos.orgId} and c.duo_id = ${duos.id})`,
      ),
    )
    .orderBy(byName(duos.displayName));
}

/**
 * The duos of the viewer that this one of theirs replaced: the viewer keeps their seat and unit, the partner is another one,
 * and the old duo ended when this one began, by the same rule as the mail "a new partner". The viewer's own seat is a
 * condition of its own, because an admin may read every duo. Latest end first.
 */
export async function listReplacedDuos(tx: Tx, { orgId, personId }: ViewerIdentity, duoId: string) {
  const former = alias(duos, "former");
  return tx
    .select({
      duoId: former.id,
      endedOn: sql<string>`${former.endedOn}`,
      partnerId: sql<string>`case when ${former.icPersonId} = ${personId} then ${former.managerPersonId} else ${former.icPersonId} end`,
    })
    .from(former)
    .innerJoin(duos, and(eq(duos.orgId, former.orgId), eq(duos.unitId, former.unitId), eq(duos.id, duoId)))
    .where(
      and(
        eq(former.orgId, orgId),
        sql`((${former.icPersonId} = ${personId} and ${duos.icPersonId} = ${personId} and ${former.managerPersonId} <> ${duos.managerPersonId})
          or (${former.managerPersonId} = ${personId} and ${duos.managerPersonId} = ${personId} and ${former.icPersonId} <> ${duos.icPersonId}))`,
        // One that never began was no partner's before.
        sql`${former.endedOn} >= ${former.startedOn} and ${former.endedOn} between ${duos.startedOn} - 60 and ${duos.startedOn} + 1`,
      ),
    )
    .orderBy(desc(former.endedOn), former.id);
}

/** On which days the duo's cycles opened, the first one first, among which one is named. */
export async function listOpeningDays(tx: Tx, { orgId, duoId }: Pick<DuoCycleKey, "orgId" | "duoId">) {
  return tx
    .select({ opensOn })
    .from(duoCycles)
    .innerJoin(cycles, cycleOf(duoCycles))
    .where(and(eq(duoCycles.orgId, orgId), eq(duoCycles.duoId, duoId)))
    .orderBy(cycles.opensAt);
}

/** Whether a person is a partner of a duo in any cycle. */
export async function isInDuo(tx: Tx, { orgId, personId }: ViewerIdentity): Promise<boolean> {
  const rows = await tx
    .select({ duoId: duoCycles.duoId })
    .from(duoCycles)
    .where(
      and(
        eq(duoCycles.orgId, orgId),
        sql`${personId}::uuid in (${duoCycles.icPersonId}, ${duoCycles.managerPersonId})`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The viewer's answers that are begun and not submitted, by duo and cycle. */
export async function listOwnDrafts(tx: Tx, orgId: string, personId: string) {
  const draft = isThere(
    sql`response_parts p where p.org_id = d.org_id and p.cycle_id = d.cycle_id and p.duo_id = d.duo_id and p.author_id = ${personId} and p.stage = 'draft'`,
  );
  const { rows } = await tx.execute<{ cycle_id: string; duo_id: string }>(
    sql`select d.cycle_id, d.duo_id from duo_cycles d where d.org_id = ${orgId} and ${personId} in (d.ic_person_id, d.manager_person_id) and ${draft}`,
  );
  return rows.map((row) => ({ cycleId: row.cycle_id, duoId: row.duo_id }));
}

/** The leaders who may read the viewer's duos, or rows of one that ended, or lately could, each with the unit that they lead. */
export async function listOwnReaders(tx: Tx) {
  return tx
    .select({
      grantId: sql<string>`grant_id`,
      name: sql<string>`name`,
      unitName: sql<string>`unit_name`,
      grantedAt: sql`granted_at`.mapWith(roleGrants.grantedAt),
      endedAt: sql<Date | null>`ended_at`.mapWith(roleGrants.revokedAt),
      addressSet: sql<boolean>`address_set`,
    })
    .from(sql`leaders_of_own_duos()`)
    .orderBy(sql`ended_at is not null, name, unit_name, ended_at`);
}

/** The partner's name; `erasedAt` says that it was erased. Undefined where the viewer may not read the person. */
export async function findPartner(tx: Tx, orgId: string, partnerId: string) {
  const [row] = await tx
    .select({ name: people.name, givenName: people.givenName, erasedAt: people.erasedAt })
    .from(people)
    .where(and(eq(people.orgId, orgId), eq(people.id, partnerId)));
  return row;
}

import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { SharingMode } from "@/lib/domain/cycles";
import type { DuoReading, MailKind } from "@/lib/domain/mail";
import { actAs, type Tx } from "../client";
import { cycles, outbox } from "../schema";
import { resultOf } from "./call";

/** What a reminder says and the day on which it would arrive; undefined when its reader is not missing any more. */
export async function readReminderFacts(
  tx: Tx,
  { orgId, personId, cycleId }: { orgId: string; personId: string; cycleId: string },
) {
  await actAs(tx, { orgId, personId });
  type Row = { closesAt: Date | string; partners: string[]; waitSeconds: number; day: string };
  const { rows } = await tx.execute<Row>(
    sql`select closes_at as "closesAt", partners, wait_seconds as "waitSeconds", day::text as day from reminder_facts(${cycleId}, ${personId})`,
  );
  const [row] = rows;
  return row && { ...row, closesAt: new Date(row.closesAt) };
}

/**
 * What an invitation says, in whatever mode the cycle is; undefined when the cycle does not ask about its reader any more.
 * `declined`: of all of their duos.
 */
export async function readInvitationFacts(
  tx: Tx,
  { orgId, personId, cycleId }: { orgId: string; personId: string; cycleId: string },
) {
  await actAs(tx, { orgId, personId });
  type Row = {
    closesAt: Date | string;
    mode: SharingMode;
    declined: boolean;
    readings: DuoReading[] | null;
  };
  const { rows } = await tx.execute<Row>(sql`
    select closes_at as "closesAt", sharing_mode as mode, declined, readings
    from invitation_facts(${cycleId}, ${personId})`);
  const [row] = rows;
  return row && { ...row, closesAt: new Date(row.closesAt), readings: row.readings ?? [] };
}

/** Who reads a duo as a leader, by each unit that they lead, as it is said to one of its partners: `next`, its next row. */
export async function listReadersOfDuo(
  tx: Tx,
  { orgId, personId, duoId }: { orgId: string; personId: string; duoId: string },
) {
  await actAs(tx, { orgId, personId });
  const { rows } = await tx.execute<DuoReading>(sql`
    select duo_id as "duoId", partner, reader_id as "readerId", reader, unit_id as "unitId", unit, next, earlier,
      address_set as "addressSet"
    from readers_of_duo(${duoId}, ${personId}) order by reader, unit`);
  return rows;
}

/** Who could read the duo of a new-reader mail by what it tells of, where that is over. */
export async function listEndedReadings(
  tx: Tx,
  { orgId, personId, id }: { orgId: string; personId: string; id: string },
): Promise<DuoReading[]> {
  await actAs(tx, { orgId, personId });
  type Row = Omit<DuoReading, "next" | "earlier" | "ended"> & Record<"from" | "until", Date | string>;
  const { rows } = await tx.execute<Row>(sql`
    select duo_id as "duoId", partner, reader_id as "readerId", reader, unit_id as "unitId", unit,
      address_set as "addressSet", read_from as "from", read_until as "until"
    from ended_readings_of_mail(${id}) order by read_from, reader, unit`);
  const iso = (at: Date | string) => new Date(at).toISOString();
  return rows.map(({ from, until, ...reading }) => ({
    ...reading,
    next: false,
    earlier: false,
    ended: { from: iso(from), until: iso(until) },
  }));
}

/** Whether the next cycle will show leaders rows of duos, as it is set at present. */
export async function readComingMode(tx: Tx, { orgId, personId }: { orgId: string; personId: string }) {
  await actAs(tx, { orgId, personId });
  return resultOf<SharingMode>(tx, sql`coming_mode()`);
}

/** The end of a duo, as it is said to one of its partners; undefined when that duo goes on. */
export async function readDuoEnd(
  tx: Tx,
  { orgId, personId, duoId }: { orgId: string; personId: string; duoId: string },
) {
  await actAs(tx, { orgId, personId });
  const { rows } = await tx.execute<{ endedOn: string; over: boolean; partner: string }>(
    sql`select ended_on::text as "endedOn", over, partner from end_of_duo(${duoId}, ${personId})`,
  );
  return rows[0];
}

/**
 * Whether a duo that is not over is paused, as it is said to one of its partners, the day of its end if one is set, and
 * whether it left a cycle that is open; undefined when it is over.
 */
export async function readDuoPause(
  tx: Tx,
  { orgId, personId, duoId }: { orgId: string; personId: string; duoId: string },
) {
  await actAs(tx, { orgId, personId });
  const { rows } = await tx.execute<{
    paused: boolean;
    partner: string;
    endsOn: string | null;
    leftOpen: boolean;
  }>(sql`
    select paused, partner, ends_on::text as "endsOn", left_open as "leftOpen"
    from pause_of_duo(${duoId}, ${personId})`);
  return rows[0];
}

/** What a mail says of a role that ended; undefined when its reader has that role again. */
export async function readRoleEnd(
  tx: Tx,
  { orgId, personId, id }: { orgId: string; personId: string; id: string },
) {
  await actAs(tx, { orgId, personId });
  type Row = { unit: string | null; by: string | null; bySelf: boolean } & Record<
    "endedAt" | "grantedAt",
    Date | string
  >;
  const { rows } = await tx.execute<Row>(sql`
    select unit, ended_at as "endedAt", granted_at as "grantedAt", by_name as "by", by_self as "bySelf"
    from end_of_role(${id})`);
  const [row] = rows;
  return row && { ...row, endedAt: new Date(row.endedAt), grantedAt: new Date(row.grantedAt) };
}

/** Whether what a mail tells is not so any more. */
export async function isOfNoUse(
  tx: Tx,
  { orgId, personId, id }: { orgId: string; personId: string; id: string },
) {
  await actAs(tx, { orgId, personId });
  return resultOf<boolean>(tx, sql`mail_of_no_use(${id})`);
}

/** The grants that the person of a mail has now. */
export async function listStandingGrants(tx: Tx, { orgId, personId }: { orgId: string; personId: string }) {
  await actAs(tx, { orgId, personId });
  const { rows } = await tx.execute<{ id: string }>(sql`select id from standing_grants(${personId}) as id`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Whether a person's mail of a kind about a cycle was sent, at once or when an admin had it sent again; waits for one that
 * is being sent at this moment.
 */
export async function wasSent(
  tx: Tx,
  { orgId, personId, cycleId, kind }: { orgId: string; personId: string; cycleId: string; kind: MailKind },
): Promise<boolean> {
  const key = `${kind}:${cycleId}:${personId}`;
  // By whole keys, because a pattern would read every mail of the organization; or by its person, where it went once more to
  // another address.
  const keys = [key, `${key}:again`, `${key}:again:again`];
  const elsewhere = and(
    eq(outbox.personId, personId),
    isNotNull(outbox.sentTo),
    sql`starts_with(${outbox.key}, ${`${key}:elsewhere-`})`,
  );
  const rows = await tx
    .select({ sentAt: outbox.sentAt })
    .from(outbox)
    .where(and(eq(outbox.orgId, orgId), or(inArray(outbox.key, keys), elsewhere)))
    .for("update");
  return rows.some(({ sentAt }) => sentAt !== null);
}

/** Whether a cycle was withdrawn. */
export async function isWithdrawn(tx: Tx, { orgId, cycleId }: { orgId: string; cycleId: string }) {
  const withdrawn = and(eq(cycles.orgId, orgId), eq(cycles.id, cycleId), eq(cycles.state, "withdrawn"));
  return (await tx.$count(cycles, withdrawn)) > 0;
}

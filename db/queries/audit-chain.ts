import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { BadLink, ChainFault, ChainState } from "@/lib/domain/audit-chain";
import type { Tx } from "../client";
import { auditChains, auditLog, auditSeals } from "../schema";
import { resultOf } from "./call";

/** Seals what an organization's log has got since the last run, as the worker; gives the number of rows. */
export const sealAudit = (tx: Tx, orgId: string) => resultOf<number>(tx, sql`seal_audit(${orgId})`);

/** The state of the viewer's chain; null for who is no reviewer, and before the first sealing. */
export async function readChainState(tx: Tx): Promise<ChainState | null> {
  const { rows } = await tx.execute<{
    sealed_until: Date | string;
    checked_at: Date | string | null;
    head: string | null;
    fault: ChainFault | null;
    number: string | null;
    row_id: string | null;
  }>(sql`select * from audit_chain_state()`);
  const [row] = rows;
  if (!row) return null;
  const { fault, number, row_id: rowId, checked_at: checkedAt } = row;
  const bad = fault && { fault, number: number === null ? null : Number(number), rowId };
  return {
    sealedUntil: new Date(row.sealed_until),
    checkedAt: checkedAt === null ? null : new Date(checkedAt),
    head: row.head,
    bad,
  };
}

/**
 * Organizations whose whole chain was not checked since the last three o'clock in the morning (UTC), or never; as the
 * worker.
 */
export async function listUnchecked(tx: Tx): Promise<{ orgId: string }[]> {
  const threeOClock = sql`date_trunc('day', app_now() - interval '3 hours', 'UTC') + interval '3 hours'`;
  return tx
    .select({ orgId: auditChains.orgId })
    .from(auditChains)
    .where(sql`(${auditChains.checkedAt} < ${threeOClock}) is not false`)
    .orderBy(auditChains.orgId);
}

/** A link by its number and hash; both null for none, the number 0 for the beginning of an empty chain. */
type ChainEnd = { number: number | null; hash: string | null };

/** A check of a whole chain: when it began, and with which link the one before it ended. */
export type BegunCheck = { began: string; last: ChainEnd };

/**
 * For the worker's transaction that checks a whole chain. Undefined while another process checks the same chain, and
 * before anything was sealed.
 */
export async function beginCheck(tx: Tx, orgId: string): Promise<BegunCheck | undefined> {
  const { rows } = await tx.execute<{ began: string; number: string | null; hash: string | null }>(sql`
    select app_now()::text as began, checked_number as number, checked_hash as hash from audit_chains
    where org_id = ${orgId} and pg_try_advisory_xact_lock(hashtextextended(${`twofold audit check ${orgId}`}, 0))`);
  const [row] = rows;
  if (!row) return undefined;
  const { began, number, hash } = row;
  return { began, last: { number: number === null ? null : Number(number), hash } };
}

/** Notes what the check of a whole chain found. */
export const noteCheck = (
  tx: Tx,
  orgId: string,
  { began, last, bad }: BegunCheck & { bad: BadLink | null },
) =>
  tx.execute(
    sql`select note_audit_check(${orgId}, ${began}, ${last.number ?? 0}, ${last.hash}, ${bad?.fault ?? null}, ${bad?.number ?? null}, ${bad?.rowId ?? null})`,
  );

const micros = (at: unknown) => sql<string>`((extract(epoch from ${at}) * 1000000)::bigint)::text`;

/**
 * Links from a number on with the content of their rows, as the worker: times in microseconds since 1970 and everything
 * as text, as the hashes are made of them. `id` is null where the row is missing.
 */
export async function listLinks(tx: Tx, orgId: string, { after, limit }: { after: number; limit: number }) {
  return tx
    .select({
      number: auditSeals.number,
      rowId: auditSeals.rowId,
      sealedAt: micros(auditSeals.sealedAt),
      rowHash: auditSeals.rowHash,
      hash: auditSeals.hash,
      id: auditLog.id,
      at: micros(auditLog.at),
      actorId: auditLog.actorId,
      action: sql<string>`${auditLog.action}`,
      area: sql<string>`${auditLog.area}`,
      subjectId: auditLog.subjectId,
      detail: sql<string>`${auditLog.detail}::text`,
    })
    .from(auditSeals)
    .leftJoin(auditLog, and(eq(auditLog.orgId, auditSeals.orgId), eq(auditLog.id, auditSeals.rowId)))
    .where(and(eq(auditSeals.orgId, orgId), gt(auditSeals.number, after)))
    .orderBy(asc(auditSeals.number))
    .limit(limit);
}

/** Rows of the log without a link: how many, and the first that should have one by its time. As the worker. */
export async function findUnsealed(
  tx: Tx,
  orgId: string,
): Promise<{ unsealed: number; late: string | null }> {
  const { rows } = await tx.execute<{ unsealed: number; late: string | null }>(sql`
    select count(*)::int as unsealed,
      (array_agg(l.id order by l.at, l.id) filter (where l.at < c.sealed_until - interval '1 hour'))[1] as late
    from audit_log l left join audit_chains c on c.org_id = l.org_id
    where l.org_id = ${orgId} and not exists (select from audit_seals s where s.org_id = l.org_id and s.row_id = l.id)`);
  return rows[0]!;
}

/** How far the log is streamed, for the worker's transaction that goes on streaming: another one waits for it. */
export async function lockStream(tx: Tx, orgId: string): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`twofold audit stream ${orgId}`}, 0))`,
  );
  const [chain] = await tx
    .select({ streamed: auditChains.streamed })
    .from(auditChains)
    .where(eq(auditChains.orgId, orgId));
  return chain?.streamed ?? 0;
}

/** Notes that the links up to a number are streamed. */
export const markStreamed = (tx: Tx, orgId: string, last: number) =>
  tx.execute(sql`select mark_audit_streamed(${orgId}, ${last})`);

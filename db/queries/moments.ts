import { and, eq, sql } from "drizzle-orm";
import type { MomentContent } from "@/lib/domain/moments";
import type { Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import { openMoment, sealMoment } from "../encryption/sealed-rows";
import { moments } from "../schema";

type OfDuo = { orgId: string; duoId: string };
/** A moment as its reader knows it. */
export type KnownMoment = OfDuo & { momentId: string; revision: number };

const ofKnown = ({ orgId, duoId, momentId, revision }: KnownMoment) =>
  and(
    eq(moments.orgId, orgId),
    eq(moments.duoId, duoId),
    eq(moments.id, momentId),
    eq(moments.revision, revision),
  );

/**
 * The impact moments of a duo; `open` gives the content, or throws `SealBroken`. `agreed`: what both confirmed, while a
 * change of it waits.
 */
export async function listMoments(tx: Tx, { orgId, duoId }: OfDuo) {
  const rows = await tx
    .select()
    .from(moments)
    .where(and(eq(moments.orgId, orgId), eq(moments.duoId, duoId)));
  const key = await dataKeyOf(tx, orgId);
  return rows.map(({ id, revision, writtenBy, confirmedAt, content, agreedContent, agreedAt }) => ({
    id,
    revision,
    writtenBy,
    confirmedAt,
    agreedAt,
    open: () => ({
      content: openMoment(key, { duoId, id }, content),
      agreed: agreedContent && openMoment(key, { duoId, id }, agreedContent),
    }),
  }));
}

/** Whether the duo goes on, so that its moments can change. */
export async function isLivingDuo(tx: Tx, duoId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from living_duos() l where l.duo_id = ${duoId}`);
  return rows.length > 0;
}

/** Writes a moment down; false when its form did already. In SQL, because no role writes who wrote it. */
export async function insertMoment(
  tx: Tx,
  of: OfDuo & { id: string },
  content: MomentContent,
): Promise<boolean> {
  const sealed = sealMoment(await dataKeyOf(tx, of.orgId), of, content);
  const { rowCount } = await tx.execute(
    sql`insert into moments (org_id, id, duo_id, content) values (${of.orgId}, ${of.id}, ${of.duoId}, ${sealed}) on conflict do nothing`,
  );
  return rowCount === 1;
}

/** Changes a moment, which its partner then has to confirm; false when it is another one by now, or none. */
export async function changeMoment(tx: Tx, known: KnownMoment, content: MomentContent): Promise<boolean> {
  const { orgId, duoId, momentId: id } = known;
  const sealed = sealMoment(await dataKeyOf(tx, orgId), { duoId, id }, content);
  const { rowCount } = await tx.update(moments).set({ content: sealed }).where(ofKnown(known));
  return rowCount === 1;
}

/** Confirms a moment; false when it is another one by now, or confirmed already. */
export async function confirmMoment(tx: Tx, known: KnownMoment): Promise<boolean> {
  const { rowCount } = await tx
    .update(moments)
    .set({ confirmedAt: sql`app_now()` })
    .where(and(ofKnown(known), sql`${moments.confirmedAt} is null`));
  return rowCount === 1;
}

/**
 * Takes a waiting change back: the moment says again what both confirmed. False when it is another one by now, or no
 * change waits.
 */
export async function restoreMoment(tx: Tx, known: KnownMoment): Promise<boolean> {
  const { rowCount } = await tx
    .update(moments)
    .set({ content: sql`${moments.agreedContent}`, confirmedAt: sql`${moments.agreedAt}` })
    .where(and(ofKnown(known), sql`${moments.agreedAt} is not null`));
  return rowCount === 1;
}

/** Removes a moment that was never confirmed; false when it is another one by now, or none. */
export async function removeMoment(tx: Tx, known: KnownMoment): Promise<boolean> {
  const { rowCount } = await tx.delete(moments).where(ofKnown(known));
  return rowCount === 1;
}

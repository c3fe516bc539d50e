import { and, eq, sql } from "drizzle-orm";
import type { CommitmentContent } from "@/lib/domain/commitments";
import type { Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import { openCommitment, sealCommitment } from "../encryption/sealed-rows";
import { commitments } from "../schema";
import type { DuoCycleKey } from "./responses";

/** A commitment as its writer knows it. */
export type KnownCommitment = DuoCycleKey & { slot: number; revision: number };

const ofKnown = (known: KnownCommitment) =>
  and(
    eq(commitments.orgId, known.orgId),
    eq(commitments.cycleId, known.cycleId),
    eq(commitments.duoId, known.duoId),
    eq(commitments.slot, known.slot),
    eq(commitments.revision, known.revision),
  );

/** Commitments of a duo over all its cycles, by place; `open` gives the content, or throws `SealBroken`. */
export async function listCommitments(tx: Tx, { orgId, duoId }: Pick<DuoCycleKey, "orgId" | "duoId">) {
  const rows = await tx
    .select()
    .from(commitments)
    .where(and(eq(commitments.orgId, orgId), eq(commitments.duoId, duoId)))
    .orderBy(commitments.cycleId, commitments.slot);
  const key = await dataKeyOf(tx, orgId);
  return rows.map(({ cycleId, slot, id, revision, content }) => ({
    cycleId,
    slot,
    id,
    revision,
    open: () => openCommitment(key, { cycleId, duoId, slot }, content),
  }));
}

/** Whether the two can change what they promise in this cycle now. */
export async function takesCommitments(tx: Tx, { cycleId, duoId }: DuoCycleKey): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from promising_duos() p where p.cycle_id = ${cycleId} and p.duo_id = ${duoId}`,
  );
  return rows.length > 0;
}

/**
 * Makes a commitment; false when its place is taken, or when its form made one already. In SQL, because no role writes
 * the revision.
 */
export async function insertCommitment(
  tx: Tx,
  at: DuoCycleKey & { slot: number; id: string },
  content: CommitmentContent,
): Promise<boolean> {
  const sealed = sealCommitment(await dataKeyOf(tx, at.orgId), at, content);
  const { rowCount } = await tx.execute(
    sql`insert into commitments (org_id, cycle_id, duo_id, slot, id, content) values (${at.orgId}, ${at.cycleId}, ${at.duoId}, ${at.slot}, ${at.id}, ${sealed}) on conflict do nothing`,
  );
  return rowCount === 1;
}

/** Changes a commitment; false when it is another one by now, or none. */
export async function changeCommitment(
  tx: Tx,
  known: KnownCommitment,
  content: CommitmentContent,
): Promise<boolean> {
  const sealed = sealCommitment(await dataKeyOf(tx, known.orgId), known, content);
  const rows = await tx
    .update(commitments)
    .set({ content: sealed })
    .where(ofKnown(known))
    .returning({ slot: commitments.slot });
  return rows.length > 0;
}

/** Removes a commitment; false when it is another one by now, or none. */
export async function removeCommitment(tx: Tx, known: KnownCommitment): Promise<boolean> {
  const rows = await tx.delete(commitments).where(ofKnown(known)).returning({ slot: commitments.slot });
  return rows.length > 0;
}

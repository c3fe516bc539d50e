import { and, eq, sql } from "drizzle-orm";
import type { ErasureCounts, ErasureRefusal } from "@/lib/domain/erasure";
import type { Tx } from "../client";
import { duos, people } from "../schema";
import { resultOf } from "./call";

/** A line of the ledger as the database keeps it; of a withdrawal with the survey that it is about. */
type Kept = { id: string; position: number; hash: string; cycleId?: string; duoId?: string };

/**
 * Number and hash of the ledger's last line that the database knows, 0 and "" for none, and how many of them the file is
 * known to have.
 */
export async function readErasurePosition(tx: Tx) {
  const { rows } = await tx.execute<{ position: string; hash: string; filed: string }>(
    sql`select position, hash, filed from erasure_position()`,
  );
  const { position, hash, filed } = rows[0]!;
  return { position: Number(position), hash, filed: Number(filed) };
}

/** The ledger's lines after one, oldest first, as the sign-in role; nobody else adds lines to the file until the commit. */
export async function listLinesAfter(tx: Tx, position: number) {
  const { rows } = await tx.execute<
    Omit<Kept, "cycleId" | "duoId"> &
      Record<"organizationId" | "date", string> &
      Record<"cycleId" | "duoId", string | null>
  >(
    sql`select "position"::int, person as id, org as "organizationId", cycle as "cycleId", duo as "duoId", on_day::text as date, hash from lines_after(${position})`,
  );
  return rows.map(({ cycleId, duoId, ...line }) => ({
    ...line,
    ...(cycleId && duoId && { cycleId, duoId }),
  }));
}

/** Notes, as the sign-in role, that the file has the ledger's lines up to one. */
export async function noteFiled(tx: Tx, position: number): Promise<void> {
  await tx.execute(sql`select note_filed(${position})`);
}

/**
 * Does a line of the ledger again, an erasure or a withdrawal, as the sign-in role and in the line's organization; `date`
 * is the day of the line.
 */
export async function replayErasure(
  tx: Tx,
  { id, cycleId, duoId, position, hash, date }: Kept & { date: string },
): Promise<void> {
  await tx.execute(
    cycleId
      ? sql`select replay_withdrawal(${id}, ${cycleId}, ${duoId}, ${position}, ${hash}, ${date})`
      : sql`select replay_erasure(${id}, ${position}, ${hash}, ${date})`,
  );
}

/** Why a person cannot be erased now; null where nothing stands against it. For an admin. */
export async function findErasureRefusal(tx: Tx, personId: string): Promise<ErasureRefusal | null> {
  const { rows } = await tx.execute<{ refusal: ErasureRefusal | null }>(
    sql`select erasure_refusal(${personId}) as refusal`,
  );
  return rows[0]!.refusal;
}

/** How many rows an erasure would remove or leave without a name; null where it is refused, or rows are in use just now. */
export const countErasure = (tx: Tx, personId: string): Promise<ErasureCounts | null> =>
  resultOf(tx, sql`preview_erasure(${personId})`);

/** Removes everything of a person, as an admin, and keeps its line of the ledger; gives why not, or null once it is done. */
export async function removePerson(tx: Tx, personId: string): Promise<ErasureRefusal | null> {
  const { rows } = await tx.execute<{ refusal: ErasureRefusal | null }>(
    sql`select erase_person(${personId}) as refusal`,
  );
  return rows[0]!.refusal;
}

/** A person and their duos, for an admin; undefined where there is none. */
export async function findErasable(tx: Tx, orgId: string, personId: string) {
  const [person] = await tx
    .select({ name: people.name, erasedAt: people.erasedAt })
    .from(people)
    .where(and(eq(people.orgId, orgId), eq(people.id, personId)));
  if (!person) return undefined;
  const theirs = await tx
    .select({
      id: duos.id,
      name: duos.displayName,
      ends: sql<boolean>`${duos.endedOn} is null or ${duos.endedOn} > (select today())`,
    })
    .from(duos)
    .where(
      and(eq(duos.orgId, orgId), sql`${personId}::uuid in (${duos.icPersonId}, ${duos.managerPersonId})`),
    )
    .orderBy(duos.startedOn, duos.id);
  return { ...person, duos: theirs };
}

/** Which of some external ids, and addresses in lower case, were of people who were erased; for an admin. */
export async function findErased(tx: Tx, words: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ word: string }>(
    sql`select erased_among(${sql.param(words)}::text[]) as word`,
  );
  return new Set(rows.map(({ word }) => word));
}

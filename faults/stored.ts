import type pg from "pg";
import type { Answering } from "@/bench/submitting/answering";
import { SealBroken } from "@/db/encryption/envelope";
import { type Answers, sameAnswers } from "@/lib/instrument/answers";
import { storedParts } from "@/testkit/factories/answers";

/** How many acknowledged submissions are not stored, how many are stored twice, and whose answers are other ones. */
export type Differences = { lost: number; doubled: number; damaged: number };

type Told = Pick<Answering, "revision" | "key" | "answers">;

/** Compares what respondents were told with what the database has, of a cycle in which each answers one duo of their own. */
export async function compareStored(admin: pg.Client, told: ReadonlyMap<string, Told>): Promise<Differences> {
  const { rows } = await admin.query<{ duoId: string; revision: number; key: string | null }>(
    `select duo_id as "duoId", revision, submission_key as key from responses where duo_id = any ($1)`,
    [[...told.keys()]],
  );
  const stored = new Map(rows.map((row) => [row.duoId, row]));
  const found: Differences = { lost: 0, doubled: 0, damaged: 0 };
  for (const [duoId, { revision, key, answers }] of told) {
    const row = stored.get(duoId);
    const difference = (row?.revision ?? 0) - revision;
    if (difference < 0) found.lost -= difference;
    else if (difference > 0) found.doubled += difference;
    else if (answers && !(row?.key === key && sameAnswers(await finalAnswers(admin, duoId), answers))) {
      found.damaged += 1;
    }
  }
  return found;
}

/** A duo's stored answers; none where they do not open, or a draft is beside them, which a submission removes. */
async function finalAnswers(admin: pg.Client, duoId: string): Promise<Answers> {
  const parts = await storedParts(admin, duoId).catch((error) => {
    if (error instanceof SealBroken) return [];
    throw error;
  });
  if (parts.some(({ stage }) => stage !== "final")) return {};
  return Object.assign({}, ...parts.map(({ answers }) => answers));
}

/** Whether a submission was committed, once no transaction is under way any more that may still do so. */
export async function isStored(admin: pg.Client, duoId: string, key: string): Promise<boolean> {
  await admin.query("select from duo_cycles where duo_id = $1 for update", [duoId]);
  const { rowCount } = await admin.query("select from responses where duo_id = $1 and submission_key = $2", [
    duoId,
    key,
  ]);
  return rowCount === 1;
}

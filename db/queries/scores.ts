import type pg from "pg";
import type { Answers, Side } from "@/lib/instrument/answers";
import type { Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import {
  openOrNote,
  openPackedFigures,
  openPart,
  type PartKey,
  type Unreadable,
} from "../encryption/sealed-rows";
import type { CycleKey, CyclesKey } from "./publication";

/** One transaction, by drizzle and by the client that it runs on, and what is found in it that does not open. */
type Transaction = { tx: Tx; client: pg.ClientBase; unreadable: Unreadable };

const rowsPerFetch = 2000;

/**
 * Reads a large result in pieces, so that memory holds two of them at a time: the database prepares the next one while
 * this one is visited. In SQL text, because drizzle has no cursors; the rows' types come from the schema.
 */
async function forEachRow<R extends unknown[]>(
  client: pg.ClientBase,
  query: { name: string; text: string; values: unknown[] },
  visit: (row: R) => void,
): Promise<void> {
  await client.query(`declare ${query.name} no scroll cursor for ${query.text}`, query.values);
  const fetch = () => client.query<R>({ text: `fetch ${rowsPerFetch} from ${query.name}`, rowMode: "array" });
  let next = fetch();
  for (;;) {
    const { rows } = await next;
    const isLast = rows.length < rowsPerFetch;
    if (!isLast) next = fetch();
    for (const row of rows) visit(row);
    if (isLast) break;
  }
  await client.query(`close ${query.name}`);
}

/** Every final answer of a closed cycle that a score may use and that opens, one author's parts in a row. */
export async function readFinalParts(
  { tx, client, unreadable }: Transaction,
  { orgId, cycleId }: CycleKey,
  visit: (part: { duoId: string; authorId: string; answers: Answers }) => void,
): Promise<void> {
  const key = await dataKeyOf(tx, orgId);
  await forEachRow<[string, string, PartKey["class"], Buffer]>(
    client,
    {
      name: "final_parts",
      text: `select duo_id, author_id, class, answers from response_parts
        where org_id = $1 and cycle_id = $2 and stage = 'final' and class in ('S', 'A', 'trust')
        order by duo_id, author_id`,
      values: [orgId, cycleId],
    },
    ([duoId, authorId, partClass, sealed]) => {
      const part = { cycleId, duoId, authorId, class: partClass, stage: "final" } as const;
      const answers = openOrNote(unreadable, duoId, () => openPart(key, part, sealed));
      if (answers) visit({ duoId, authorId, answers });
    },
  );
}

/**
 * Figures of earlier cycles as `packFigures` gives them, `position` counted from 1 in `cycleIds`. Those that cannot be
 * decrypted count as missing.
 */
export async function readPersonFigures(
  { tx, client, unreadable }: Transaction,
  { orgId, cycleIds }: CyclesKey,
  visit: (row: { duoId: string; side: Side; position: number; packed: Float64Array }) => void,
): Promise<void> {
  const key = await dataKeyOf(tx, orgId);
  await forEachRow<[string, Side, number, Buffer]>(
    client,
    {
      name: "figures",
      text: `select p.duo_id, p.side, c.position::int, p.scores from person_scores p
        join unnest($2::uuid[]) with ordinality as c(id, position) on c.id = p.cycle_id where p.org_id = $1`,
      values: [orgId, cycleIds],
    },
    ([duoId, side, position, sealed]) => {
      const score = { cycleId: cycleIds[position - 1]!, duoId, side };
      const packed = openOrNote(unreadable, duoId, () => openPackedFigures(key, score, sealed));
      if (packed) visit({ duoId, side, position, packed });
    },
  );
}

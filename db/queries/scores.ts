import type pg from "pg";
import type { Answers, Side } from "@/lib/instrument/answers";
import { idLiteral, type Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import {
  openOrNote,
  openPackedFigures,
  openPart,
  type PartKey,
  type Unreadable,
} from "../encryption/sealed-rows";
import type { CycleKey, CyclesKey } from "./publication";
import { IdTexts, visitRows } from "./visit-rows";

/** One transaction, by drizzle and by the client that it runs on, and what is found in it that does not open. */
type Transaction = { tx: Tx; client: pg.ClientBase; unreadable: Unreadable };

/** Every final answer of a closed cycle that a score may use and that opens, one author's parts in a row. */
export async function readFinalParts(
  { tx, client, unreadable }: Transaction,
  { orgId, cycleId }: CycleKey,
  visit: (part: { duoId: string; authorId: string; answers: Answers }) => void,
): Promise<void> {
  const key = await dataKeyOf(tx, orgId);
  const ids = new IdTexts();
  await visitRows(
    client,
    `select duo_id, author_id, class, answers from response_parts
      where org_id = ${idLiteral(orgId)} and cycle_id = ${idLiteral(cycleId)}
      and stage = 'final' and class in ('S', 'A', 'trust')
      order by duo_id, author_id`,
    ([duo, author, partClass, sealed]) => {
      const duoId = ids.of(duo!);
      const authorId = ids.of(author!);
      const part = {
        cycleId,
        duoId,
        authorId,
        class: partClass!.toString() as PartKey["class"],
        stage: "final",
      } as const;
      const answers = openOrNote(unreadable, duoId, () => openPart(key, part, sealed!));
      if (answers) visit({ duoId, authorId, answers });
    },
  );
}

/** Figures of earlier cycles as `packFigures` gives them. Those that cannot be decrypted count as missing. */
export async function readPersonFigures(
  { tx, client, unreadable }: Transaction,
  { orgId, cycleIds }: CyclesKey,
  visit: (row: { duoId: string; side: Side; cycleId: string; packed: Float64Array }) => void,
): Promise<void> {
  if (cycleIds.length === 0) return;
  const key = await dataKeyOf(tx, orgId);
  const ids = new IdTexts();
  await visitRows(
    client,
    `select duo_id, side, cycle_id, scores from person_scores
      where org_id = ${idLiteral(orgId)} and cycle_id in (${cycleIds.map(idLiteral).join(", ")})`,
    ([duo, sideText, cycle, sealed]) => {
      const duoId = ids.of(duo!);
      const side = sideText!.toString() as Side;
      const cycleId = ids.of(cycle!);
      const open = () => openPackedFigures(key, { cycleId, duoId, side }, sealed!);
      const packed = openOrNote(unreadable, duoId, open);
      if (packed) visit({ duoId, side, cycleId, packed });
    },
  );
}

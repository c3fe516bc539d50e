import type pg from "pg";
import type { PersonFigures } from "@/lib/publication/person-figures";
import type { personScores, responseParts } from "../schema";
import type { CycleKey, CyclesKey } from "./publication";

/**
 * Reads a large result in pieces, so that memory holds one piece at a time. In SQL text, because drizzle has no
 * cursors; the rows' types come from the schema.
 */
async function forEachRow<R extends unknown[]>(
  client: pg.ClientBase,
  query: { name: string; text: string; values: unknown[] },
  visit: (row: R) => void,
): Promise<void> {
  await client.query(`declare ${query.name} no scroll cursor for ${query.text}`, query.values);
  for (;;) {
    const { rows } = await client.query<R>({ text: `fetch 5000 from ${query.name}`, rowMode: "array" });
    for (const row of rows) visit(row);
    if (rows.length < 5000) break;
  }
  await client.query(`close ${query.name}`);
}

type PartRow = typeof responseParts.$inferSelect;

/** Every final answer of a closed cycle that a score may use, one author's parts in a row. */
export function readFinalParts(
  client: pg.ClientBase,
  { orgId, cycleId }: CycleKey,
  visit: (row: [PartRow["duoId"], PartRow["authorId"], PartRow["answers"]]) => void,
): Promise<void> {
  return forEachRow(
    client,
    {
      name: "final_parts",
      text: `select duo_id, author_id, answers from response_parts
        where org_id = $1 and cycle_id = $2 and stage = 'final' and class in ('S', 'A', 'trust')
        order by duo_id, author_id`,
      values: [orgId, cycleId],
    },
    visit,
  );
}

type ScoreRow = typeof personScores.$inferSelect;
/** Whose figures a row has: of which duo, which side of it, and which of the cycles asked for, from 1. */
type Whose = [duoId: ScoreRow["duoId"], side: ScoreRow["side"], position: number];

const ofCycles = `from person_scores p join unnest($2::uuid[]) with ordinality as c(id, position)
  on c.id = p.cycle_id where p.org_id = $1`;

/** Scores and multiplier answers of earlier cycles. */
export function readScores(
  client: pg.ClientBase,
  { orgId, cycleIds }: CyclesKey,
  visit: (row: [...Whose, ScoreRow["score"], ScoreRow["mx1"]]) => void,
): Promise<void> {
  const text = `select p.duo_id, p.side, c.position::int, p.score, p.mx1 ${ofCycles}`;
  return forEachRow(client, { name: "scores", text, values: [orgId, cycleIds] }, visit);
}

/** Dimension scores and multiplier answers of earlier cycles. */
export function readDimensions(
  client: pg.ClientBase,
  { orgId, cycleIds }: CyclesKey,
  visit: (row: [...Whose, ScoreRow["mx1"], ScoreRow["dimensions"]]) => void,
): Promise<void> {
  const text = `select p.duo_id, p.side, c.position::int, p.mx1, ${asText("dimensions")} ${ofCycles}`;
  return forEachRow<[...Whose, ScoreRow["mx1"], string]>(
    client,
    { name: "dimensions", text, values: [orgId, cycleIds] },
    ([duoId, side, position, mx1, scores]) => visit([duoId, side, position, mx1, numbersOf(scores)]),
  );
}

/** Every figure of earlier cycles. */
export function readFigures(
  client: pg.ClientBase,
  { orgId, cycleIds }: CyclesKey,
  visit: (row: [...Whose, PersonFigures]) => void,
): Promise<void> {
  const figures = `p.score, p.mx1, ${asText("dimensions")}, ${asText("shared")}`;
  const text = `select p.duo_id, p.side, c.position::int, ${figures} ${ofCycles}`;
  return forEachRow<[...Whose, ScoreRow["score"], ScoreRow["mx1"], string, string]>(
    client,
    { name: "figures", text, values: [orgId, cycleIds] },
    ([duoId, side, position, score, mx1, dimensions, shared]) =>
      visit([
        duoId,
        side,
        position,
        { score, mx1, dimensions: numbersOf(dimensions), shared: numbersOf(shared) },
      ]),
  );
}

/** As text, gaps left empty: the driver takes several times as long to parse an array of numbers. */
const asText = (column: "dimensions" | "shared") => `array_to_string(p.${column}, ',', '')`;

const numbersOf = (text: string) => text.split(",").map((one) => (one === "" ? null : Number(one)));

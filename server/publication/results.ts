import type { EnrolledRow } from "@/db/queries/publication";
import type { Audience } from "@/db/queries/published/since";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import type { DuoRow } from "@/lib/publication/duo-row";
import type { FigureTable } from "@/lib/publication/figure-table";
import { holdLevel } from "@/lib/publication/hold-level";
import { type RowBands, rowBands } from "@/lib/publication/row-bands";
import type { History } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import { levelScores, type Recent, recentOf, sharedCycles } from "./figures";
import { loadRows } from "./rows";
import { runEngine } from "./run-engine";
import type { DuoAnswers } from "./score-answers";
import type { Wordings } from "./wordings";

/** What a history says of the duos of a cycle. `loadRows` makes an audience's rows of it, by what it read before. */
type Findings = {
  output: CycleOutput;
  /** By `holdLevel`: what rows and figures are rounded from, in place of the engine's levels. */
  levels: ReadonlyMap<string, number | null>;
  /** Of the duos complete in this cycle; the others have no entry. */
  bands: ReadonlyMap<string, RowBands>;
};

/** The findings and the rows that an audience reads. */
export type Results = Findings & { rows: ReadonlyMap<string, DuoRow> };

type ResultsInput = {
  audience: Audience;
  history: History;
  enrolled: readonly EnrolledRow[];
  answers: ReadonlyMap<string, DuoAnswers>;
  figures: FigureTable;
  breaksIn: Wordings["breaksIn"];
  /** Results of the other audience from the same history: the engine need not run again. */
  same?: Findings | undefined;
};

/** The results of a cycle for one audience, from the history that this audience reads. */
export async function resultsFor(
  publication: CyclePublication,
  { audience, same, ...known }: ResultsInput,
): Promise<Results> {
  const { history } = known;
  const findings = same ?? (await findingsOf(publication, known));
  return { ...findings, rows: await loadRows(publication, { audience, history, ...findings }) };
}

async function findingsOf(
  publication: CyclePublication,
  { history, enrolled, answers, figures, breaksIn }: Omit<ResultsInput, "audience" | "same">,
): Promise<Findings> {
  const breaks = breaksIn(history);
  const output = await runEngine(publication, { history, enrolled, figures, breaks });
  const recent = (duoId: string) => recentOf(figures, history, duoId);
  const complete = enrolled.flatMap(({ duoId, icFinal, managerFinal }) => {
    const { ic, manager } = answers.get(duoId) ?? {};
    if (!(icFinal && managerFinal && ic && manager)) return [];
    return [{ duoId, cycles: sharedCycles(recent(duoId)) }];
  });
  return {
    output,
    levels: heldLevels(output, recent),
    // The number of the cycle is the seed: the same publication draws the same pseudo-duos.
    bands: rowBands(complete, history.cycles.at(-1)?.number ?? 0),
  };
}

function heldLevels(
  { rows, constants }: CycleOutput,
  recentOfDuo: (duoId: string) => Recent,
): Map<string, number | null> {
  return new Map(
    rows.map((verdict) => {
      const recent = recentOfDuo(verdict.duoId);
      const scores = { ic: levelScores(recent, "ic"), manager: levelScores(recent, "manager") };
      return [verdict.duoId, holdLevel({ verdict, constants, ...scores })];
    }),
  );
}

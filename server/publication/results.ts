import { setImmediate } from "node:timers/promises";
import type { EnrolledRow } from "@/db/queries/publication";
import type { Audience } from "@/db/queries/published/since";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import type { DuoRow } from "@/lib/publication/duo-row";
import type { FigureTable } from "@/lib/publication/figure-table";
import { type RowBands, rowBands } from "@/lib/publication/row-bands";
import type { History } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import { sharedCycles } from "./figures";
import { sideBySide } from "./in-turns";
import { loadPrevious, type PreviousRows, rowsFrom } from "./rows";
import { type Carried, loadCarried, runEngine } from "./run-engine";
import type { DuoAnswers } from "./score-answers";
import type { Wordings } from "./wordings";

/** What a history says of the duos of a cycle. `rowsFrom` makes an audience's rows of it, by what it read before. */
type Findings = {
  output: CycleOutput;
  /** Of the duos complete in this cycle; the others have no entry. */
  bands: ReadonlyMap<string, RowBands>;
};

/** The findings, what an audience read before, and the rows that it reads now. */
export type Results = Findings & { before: PreviousRows; rows: ReadonlyMap<string, DuoRow> };

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
  const { history, enrolled } = known;
  const carried = same ? undefined : await loadCarried(publication, history, enrolled);
  // The database looks for what was read before while this process runs the engine.
  const [before, findings] = await sideBySide([
    loadPrevious(publication, audience, history),
    same ?? findingsOf(known, carried!),
  ]);
  return { ...findings, before, rows: rowsFrom({ history, before, ...findings }) };
}

async function findingsOf(
  { history, enrolled, answers, figures, breaksIn }: Omit<ResultsInput, "audience" | "same">,
  carried: Carried,
): Promise<Findings> {
  // The engine holds up the process: a query that was asked for before is on its way by then.
  await setImmediate();
  const output = runEngine({ history, enrolled, figures, breaks: breaksIn(history) }, carried);
  const complete = enrolled.flatMap(({ duoId, icFinal, managerFinal }) => {
    const { ic, manager } = answers.get(duoId) ?? {};
    if (!(icFinal && managerFinal && ic && manager)) return [];
    return [{ duoId, cycles: sharedCycles(figures, history, duoId) }];
  });
  return {
    output,
    // The number of the cycle is the seed: the same publication draws the same pseudo-duos.
    bands: rowBands(complete, history.cycles.at(-1)?.number ?? 0),
  };
}

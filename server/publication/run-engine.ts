import { listCarriedState, listConstants } from "@/db/queries/publication";
import { type CycleConstants, type CycleInput, type CycleOutput, runCycle } from "@/lib/engine/run-cycle";
import { duoSeries } from "@/lib/publication/duo-series";
import type { FigureTable } from "@/lib/publication/figure-table";
import { type History, publishedBefore } from "./calendar";
import type { CyclePublication } from "./cycle-publication";

type EngineInput = {
  history: History;
  enrolled: readonly { duoId: string }[];
  figures: FigureTable;
  /** Positions of the cycles that begin with a break of the questions, from 1. */
  breaks: readonly number[];
};

/** States and constants that a history's earlier cycles left. */
export type Carried = Pick<CycleInput, "carried" | "earlier">;

export async function loadCarried(
  publication: CyclePublication,
  history: History,
  enrolled: EngineInput["enrolled"],
): Promise<Carried> {
  const { tx, orgId } = publication;
  return {
    carried: await listCarriedState(publication, {
      orgId,
      cycleIds: publishedBefore(history),
      duoIds: enrolled.map(({ duoId }) => duoId),
      history: history.kind,
    }),
    earlier: earlierConstants(history, await listConstants(tx, orgId, history.kind)),
  };
}

/** The engine's verdict on every enrolled duo, from the scores, states and constants of one history. */
export function runEngine(
  { history, enrolled, figures, breaks }: EngineInput,
  carried: Carried,
): CycleOutput {
  const cycle = history.cycles.length;
  const series = enrolled.map(({ duoId }) =>
    duoSeries(duoId, {
      ic: figures.last(cycle, { duoId, side: "ic" }),
      manager: figures.last(cycle, { duoId, side: "manager" }),
    }),
  );
  return runCycle({ cycle, series, enrolled: enrolled.length, breaks, ...carried });
}

/**
 * Constants of the cycles before, one for each place in the calendar. A withdrawn cycle has the company index of the cycle
 * before it.
 */
function earlierConstants(history: History, stored: ReadonlyMap<string, CycleConstants>): CycleConstants[] {
  let companyIndex = 0;
  return history.cycles.slice(0, -1).map(({ id, state }) => {
    const constants = stored.get(id);
    if (!constants) throw new Error(`The constants of cycle ${id} are missing`);
    if (state === "published") companyIndex = constants.companyIndex;
    return { ...constants, companyIndex };
  });
}

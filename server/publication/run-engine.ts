import { listCarriedState, listConstants } from "@/db/queries/publication";
import { readFigures } from "@/db/queries/scores";
import { changeScore } from "@/lib/engine/change-score";
import { type CycleConstants, type CycleOutput, runCycle } from "@/lib/engine/run-cycle";
import type { Side } from "@/lib/instrument/answers";
import type { PersonFigures } from "@/lib/publication/person-figures";
import { type History, standing } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { DuoAnswers } from "./score-answers";

type Scores = (number | null)[];
type Series = {
  duoId: string;
  ic: Scores;
  manager: Scores;
  icChange: Scores;
  managerChange: Scores;
  icMx: Scores;
  managerMx: Scores;
};

type Known = {
  history: History;
  enrolled: readonly { duoId: string }[];
  answers: ReadonlyMap<string, DuoAnswers>;
};

/** The engine's verdict on every enrolled duo, from the scores, states and constants of one history. */
export async function runEngine(
  publication: CyclePublication,
  { history, enrolled, answers }: Known,
): Promise<CycleOutput> {
  const { tx, orgId } = publication;
  const cycle = history.cycles.length;
  const series = new Map(enrolled.map(({ duoId }) => [duoId, emptySeries(duoId, cycle)]));
  const note = (of: { duoId: string; side: Side; position: number }, figures: PersonFigures) => {
    const one = series.get(of.duoId);
    if (!one) return;
    one[of.side][of.position - 1] = figures.score;
    one[`${of.side}Change`][of.position - 1] = changeScore(figures.dimensions);
    one[`${of.side}Mx`][of.position - 1] = figures.mx1;
  };
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index + 1]));
  const earlierIds = standing(history);
  await readFigures(publication, { orgId, cycleIds: earlierIds }, ({ duoId, side, position, figures }) =>
    note({ duoId, side, position: positionOf.get(earlierIds[position - 1]!)! }, figures),
  );
  for (const [duoId, { ic, manager }] of answers) {
    if (ic) note({ duoId, side: "ic", position: cycle }, ic);
    if (manager) note({ duoId, side: "manager", position: cycle }, manager);
  }
  return runCycle({
    cycle,
    series: [...series.values()],
    enrolled: enrolled.length,
    carried: await listCarriedState(publication, { orgId, cycleIds: earlierIds }, history.kind),
    earlier: earlierConstants(history, await listConstants(tx, orgId, history.kind)),
  });
}

function emptySeries(duoId: string, cycles: number): Series {
  const empty = () => new Array<number | null>(cycles).fill(null);
  return {
    duoId,
    ic: empty(),
    manager: empty(),
    icChange: empty(),
    managerChange: empty(),
    icMx: empty(),
    managerMx: empty(),
  };
}

/** Constants of the cycles before, one for each place in the calendar: a withdrawn cycle leaves the company index as it was. */
function earlierConstants(history: History, stored: ReadonlyMap<string, CycleConstants>): CycleConstants[] {
  let companyIndex = 0;
  return history.cycles.slice(0, -1).map(({ id, state }) => {
    const constants = stored.get(id);
    if (!constants) throw new Error(`The constants of cycle ${id} are missing`);
    if (state === "published") companyIndex = constants.companyIndex;
    return { ...constants, companyIndex };
  });
}

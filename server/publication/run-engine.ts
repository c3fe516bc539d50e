import { listCarriedState, listConstants, readScores } from "@/db/queries/publication";
import { type CycleConstants, type CycleOutput, runCycle } from "@/lib/engine/run-cycle";
import type { Side } from "@/lib/instrument/answers";
import { type History, standing } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { DuoAnswers } from "./score-answers";

type Series = {
  duoId: string;
  ic: (number | null)[];
  manager: (number | null)[];
  icMx: (number | null)[];
  managerMx: (number | null)[];
};

/** The engine's verdict on every enrolled duo, from the scores, states and constants of one history. */
export async function runEngine(
  { client, orgId }: CyclePublication,
  history: History,
  enrolled: readonly { duoId: string }[],
  answers: ReadonlyMap<string, DuoAnswers>,
): Promise<CycleOutput> {
  const cycle = history.cycles.length;
  const empty = () => new Array<number | null>(cycle).fill(null);
  const series = new Map<string, Series>(
    enrolled.map(({ duoId }) => [
      duoId,
      { duoId, ic: empty(), manager: empty(), icMx: empty(), managerMx: empty() },
    ]),
  );
  const note = (duoId: string, side: Side, position: number, score: number | null, mx1: number | null) => {
    const one = series.get(duoId);
    if (!one) return;
    one[side][position - 1] = score;
    one[side === "ic" ? "icMx" : "managerMx"][position - 1] = mx1;
  };
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index + 1]));
  const earlierIds = standing(history);
  await readScores(client, orgId, earlierIds, ([duoId, side, nth, score, mx1]) =>
    note(duoId, side, positionOf.get(earlierIds[nth - 1]!)!, score, mx1),
  );
  for (const [duoId, { ic, manager }] of answers) {
    if (ic) note(duoId, "ic", cycle, ic.score, ic.mx1);
    if (manager) note(duoId, "manager", cycle, manager.score, manager.mx1);
  }
  return runCycle({
    cycle,
    series: [...series.values()],
    enrolled: enrolled.length,
    carried: await listCarriedState(client, orgId, history.kind, earlierIds),
    earlier: earlierConstants(history, await listConstants(client, orgId, history.kind)),
  });
}

/** Constants of the cycles before, one for each place in the calendar: a withdrawn cycle moved the company nowhere. */
function earlierConstants(history: History, stored: ReadonlyMap<string, CycleConstants>): CycleConstants[] {
  let companyIndex = 0;
  return history.cycles.slice(0, -1).map(({ id, state }) => {
    const constants = stored.get(id);
    if (!constants) throw new Error(`The constants of cycle ${id} are missing`);
    if (state === "published") companyIndex = constants.companyIndex;
    return { ...constants, companyIndex };
  });
}

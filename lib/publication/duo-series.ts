import { changeScore } from "../engine/change-score";
import type { DuoSeries } from "../engine/score-table";
import type { PersonFigures } from "./person-figures";

/** One partner's cycles, oldest first; nothing where they did not answer. */
type PersonCycles = readonly (PersonFigures | null | undefined)[];

/** What the engine reads of a duo (docs/measurement.md 3.2), from both partners' figures over the same cycles. */
export function duoSeries(
  duoId: string,
  { ic, manager }: { ic: PersonCycles; manager: PersonCycles },
): DuoSeries {
  return {
    duoId,
    ic: scores(ic),
    manager: scores(manager),
    icChange: changes(ic),
    managerChange: changes(manager),
    icMx: multipliers(ic),
    managerMx: multipliers(manager),
  };
}

const scores = (cycles: PersonCycles) => cycles.map((one) => one?.score ?? null);
const changes = (cycles: PersonCycles) => cycles.map((one) => (one ? changeScore(one.dimensions) : null));
const multipliers = (cycles: PersonCycles) => cycles.map((one) => one?.mx1 ?? null);

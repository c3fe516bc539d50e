import { changeScore } from "../engine/change-score";
import type { DuoSeries } from "../engine/score-table";
import { heldScore } from "./held-score";
import type { PersonFigures } from "./person-figures";

/** One partner's cycles, oldest first; nothing where they did not answer. */
type PersonCycles = readonly (PersonFigures | null | undefined)[];

/**
 * What the engine reads of a duo (docs/measurement.md 3.2), from both partners' figures over the same cycles. Person scores
 * are held: levels and the states that follow from them rest on nothing else.
 */
export function duoSeries(
  duoId: string,
  { ic, manager }: { ic: PersonCycles; manager: PersonCycles },
): DuoSeries {
  return {
    duoId,
    ic: scores(ic, manager),
    manager: scores(manager, ic),
    icChange: changes(ic),
    managerChange: changes(manager),
    icMx: multipliers(ic),
    managerMx: multipliers(manager),
  };
}

const scores = (own: PersonCycles, other: PersonCycles) =>
  own.map((one, cycle) => (one ? heldScore(one, Boolean(other[cycle])) : null));
const changes = (cycles: PersonCycles) => cycles.map((one) => (one ? changeScore(one.dimensions) : null));
const multipliers = (cycles: PersonCycles) => cycles.map((one) => one?.mx1 ?? null);

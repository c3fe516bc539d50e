import { type StatusCode, statusCodes } from "../domain/published";

/** How many duos went from one state to another. */
export type Move = { readonly from: StatusCode; readonly to: StatusCode; readonly count: number };

/**
 * The same from what leaders last read of the duos, and whether that was in the cycle before or is older. Of
 * duos that changed from a state in another unit, which the reader may not read, `from` is null.
 */
export type ChangeCount = Omit<Move, "from"> & { readonly from: StatusCode | null; readonly inBoth: boolean };

/** What changed since the cycle before, counted over the same duos: those complete in both cycles. */
export type CycleComparison = {
  readonly moves: readonly Move[];
  /** How many duos are complete in both cycles, the unchanged among them. */
  readonly compared: number;
  /** How many duos changed their state since one that is older than the cycle before; not among the moves. */
  readonly older: number;
};

/**
 * A change that leaders are told of: between two states, or into diverging from anywhere. Coming from or
 * falling to "not enough data" says something about answers, not about the duo. Only diverging is tested
 * against noise; the others follow the level.
 */
export function isStateChange({ from, to }: Pick<Move, "from" | "to">): boolean {
  if (from === to || to === "not-enough-data") return false;
  return from !== "not-enough-data" || to === "diverging";
}

/** Every step from one status to another that is not told as a change. */
export const stepsWithoutChange: readonly Pick<Move, "from" | "to">[] = statusCodes
  .flatMap((from) => statusCodes.map((to) => ({ from, to })))
  .filter((step) => step.from !== step.to && !isStateChange(step));

/**
 * What the steps of a report come to. Steps that could show no change, because no duo had a state before or after, are no
 * comparison; where all are like that, they are counted as they are.
 * @param steps of each pair of cycles, how many duos went from which state to which one, or kept it
 */
export function countedSteps(steps: readonly (readonly Move[])[]) {
  const hasState = ({ from, to }: Move) => from !== "not-enough-data" && to !== "not-enough-data";
  const able = steps.filter((moves) => moves.some((move) => hasState(move) || isStateChange(move)));
  const counted = able.length > 0 ? able : steps;
  const all = counted.flat();
  return {
    steps: counted.length,
    compared: all.reduce((sum, { count }) => sum + count, 0),
    moves: all.filter(({ from, to }) => from !== to),
  };
}

/** Duos that came into a state and that left it. */
export type InOut = { readonly entered: number; readonly left: number };

export function inOut(moves: readonly Move[], status: StatusCode): InOut {
  const sum = (kept: (move: Move) => boolean) =>
    moves.filter((move) => isStateChange(move) && kept(move)).reduce((total, { count }) => total + count, 0);
  return { entered: sum(({ to }) => to === status), left: sum(({ from }) => from === status) };
}

/** All changes of a state. */
export function stateChanges(moves: readonly Move[]): number {
  return statusCodes.reduce((total, status) => total + inOut(moves, status).entered, 0);
}

/** Counts the changes of duos complete in both cycles, and apart from them those since an older state. */
export function compareCycles(counts: readonly ChangeCount[]): CycleComparison {
  const known = counts.flatMap(({ from, ...one }) => (from === null ? [] : [{ ...one, from }]));
  const inBoth = known.filter((one) => one.inBoth);
  const sum = (some: readonly { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  return {
    moves: inBoth.filter(({ from, to }) => from !== to).map(({ from, to, count }) => ({ from, to, count })),
    compared: sum(inBoth),
    older: stateChanges(known.filter((one) => !one.inBoth)) + sum(counts.filter(({ from }) => from === null)),
  };
}

/** A state over consecutive cycles; null where the duo has no row. */
export type Spell = { readonly status: StatusCode | "incomplete" | null; readonly cycles: number };

/** How the present state stands in what leaders may read of the duo, for "again" and "for the first time". */
export type Background = {
  /** The state was there before, with another one between. */
  readonly again: boolean;
  /** The state right before, and how many cycles it lasted. */
  readonly before: Spell | undefined;
};

/**
 * What came before the present state.
 * @param history states of the cycles up to the present one, oldest first
 */
export function backgroundOf(history: readonly Spell["status"][]): Background {
  const known = history.filter((status) => status !== null && status !== "incomplete");
  const now = known.at(-1);
  const beforeAt = known.findLastIndex((status) => status !== now);
  if (now === undefined || beforeAt < 0) return { again: false, before: undefined };
  const status = known[beforeAt]!;
  const start = known.findLastIndex((one, index) => index < beforeAt && one !== status);
  return { again: known.slice(0, beforeAt).includes(now), before: { status, cycles: beforeAt - start } };
}

/** Cycles of a program's first year, from which on more of the duos shown as diverging have not changed. */
const FIRST_YEAR = 12;

/**
 * How many of the duos shown as diverging have in truth not changed: about one in six, in a second year one in four
 * (docs/measurement.md 3.3).
 * @param number the cycle's number in its organization, from 1
 * @param tells whether anything is said of diverging (`tellsOfDiverging`)
 */
export function chanceOf(
  { number }: { readonly number: number },
  tells: boolean,
): "sixth" | "fourth" | "none" {
  if (!tells) return "none";
  return number > FIRST_YEAR ? "fourth" : "sixth";
}

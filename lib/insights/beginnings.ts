import type { StatusCode } from "../domain/published";
import { firstTrendCycle } from "../engine/onset";
import { inOut, type Move } from "./changes";
import type { InsightsFrame } from "./frame";

/** The cycle with which states and bands of a dimension begin: both rest on two cycles of answers. */
export const STATES_FROM = 2;
/** The cycle with which it can be told that a duo diverges. */
export const TRENDS_FROM = firstTrendCycle;

/** What the cycle in view cannot say yet, because there are too few cycles to compare. */
export type Beginnings = {
  /** Published cycles up to the one in view, since questions that nothing is compared across. */
  readonly cycles: number;
  /** Duos have states and bands. */
  readonly states: boolean;
  /** Two cycles have states, so that one can be left. */
  readonly changes: boolean;
  /** Duos can diverge. */
  readonly trends: boolean;
};

/** How far the measurement has come by the cycle in view; never what single duos have. */
export function beginningsOf({ cycles, cycle }: Pick<InsightsFrame, "cycles" | "cycle">): Beginnings {
  const published = cycles.filter(({ number, state }) => number <= cycle.number && state === "published");
  const broken = published.findIndex(({ instrumentBreak }) => instrumentBreak);
  const count = broken < 0 ? published.length : broken + 1;
  return {
    cycles: count,
    states: count >= STATES_FROM,
    changes: count > STATES_FROM,
    trends: count >= TRENDS_FROM,
  };
}

/** Those of some cycles in which trends have not begun. */
export const earlyAmong = (
  cycles: InsightsFrame["cycles"],
  shown: readonly { readonly id: string }[],
): string[] => {
  const ids = new Set(shown.map(({ id }) => id));
  return cycles
    .filter((cycle) => ids.has(cycle.id) && !beginningsOf({ cycles, cycle }).trends)
    .map(({ id }) => id);
};

/** Whether a duo can be in a state yet; before, a count of 0 says nothing. */
export function hasBegun(
  status: StatusCode,
  { states, trends }: Pick<Beginnings, "states" | "trends">,
): boolean {
  if (status === "not-enough-data") return true;
  return status === "diverging" ? trends : states;
}

/** Whether anything is said of diverging: trends have begun, or rows say that a duo began to diverge or came out of it. */
export function tellsOfDiverging(begun: Pick<Beginnings, "trends">, moves: readonly Move[]): boolean {
  const { entered, left } = inOut(moves, "diverging");
  return begun.trends || entered + left > 0;
}

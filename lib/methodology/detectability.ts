import type { Cadence } from "../schedule/choices";
import table from "./detectability.json";

/** What an organization can see of its duos' changes, by the simulation of docs/measurement.md 3.1; assumed variances. */
export interface Detectability {
  /** Shares, 0 to 1, of sudden drops and of slow declines that are called a change within six cycles. */
  readonly drops: number;
  readonly slides: number;
  /** Stable duos that are called changed by mistake in a year, in the whole organization. */
  readonly falseAlarms: number;
}

/** An organization, as far as it matters for what it can see. */
export interface Setting {
  /** Enrolled duos. */
  readonly duos: number;
  /** Share of surveys that are answered, 0 to 1. */
  readonly response: number;
  readonly cadence: Cadence;
}

/** Numbers of duos and shares of answered surveys that were simulated, in ascending order. */
export const detectabilityGrid = {
  duos: [20, 50, 200, 500],
  response: [0.55, 0.7, 0.85, 1],
} as const;

/** Whether the share of answered surveys was simulated: below the lowest one nothing can be said in figures. */
export const isSimulated = ({ response }: Pick<Setting, "response">): boolean =>
  response >= detectabilityGrid.response[0];

/**
 * What an organization can see, interpolated between the simulated ones: linearly in the response and in the logarithm of
 * the number of duos. Beyond the table's ends its last values hold, so fewer than 20 duos are treated as 20.
 */
export function detectability({ duos, response, cadence }: Setting): Detectability {
  const size = stepIn(detectabilityGrid.duos.map(Math.log), Math.log(duos));
  const answered = stepIn(detectabilityGrid.response, response);
  const cells: readonly (readonly (readonly number[])[])[] = table[cadence];
  const at = (figure: number) => {
    const inRow = (row: number) => between(size, (column) => cells[row]![column]![figure]!);
    return between(answered, inRow);
  };
  return { drops: at(0), slides: at(1), falseAlarms: duos * at(2) };
}

/** The same if one more survey in ten were answered, all of them at most. */
export function withMoreAnswers(setting: Setting): Detectability {
  return detectability({ ...setting, response: Math.min(1, setting.response + 0.1) });
}

/** Between which of some ascending numbers a value lies: the lower one's position, and the fraction to the next, 0 to 1. */
interface GridStep {
  readonly position: number;
  readonly fraction: number;
}

function stepIn(grid: readonly number[], value: number): GridStep {
  const last = grid.length - 2;
  const found = grid.findLastIndex((one) => one <= value);
  const position = Math.min(last, Math.max(0, found));
  const fraction = (value - grid[position]!) / (grid[position + 1]! - grid[position]!);
  return { position, fraction: Math.min(1, Math.max(0, fraction)) };
}

function between({ position, fraction }: GridStep, valueAt: (position: number) => number): number {
  return (1 - fraction) * valueAt(position) + fraction * valueAt(position + 1);
}

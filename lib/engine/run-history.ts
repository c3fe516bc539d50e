import type { DuoState } from "./flags";
import { type CycleConstants, type CycleOutput, runCycle } from "./run-cycle";
import type { DuoSeries } from "./score-table";

/** Where a history differs from the usual one. */
export interface HistoryOptions {
  /** 1-based numbers of the cycles that begin with an instrument break. */
  readonly breaks?: readonly number[];
  /** Enrolled duos of each cycle; else every duo counts as enrolled in every cycle. */
  readonly enrolled?: readonly number[];
}

/** Runs cycle 1 to `cycles` one after the other, each with the state and the constants of those before. */
export function runHistory(
  series: readonly DuoSeries[],
  cycles: number,
  { breaks = [], enrolled }: HistoryOptions = {},
): CycleOutput[] {
  const outputs: CycleOutput[] = [];
  const earlier: CycleConstants[] = [];
  let carried: ReadonlyMap<string, DuoState> = new Map();
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const output = runCycle({
      cycle,
      series,
      enrolled: enrolled?.[cycle - 1] ?? series.length,
      carried,
      earlier,
      breaks,
    });
    outputs.push(output);
    earlier.push(output.constants);
    carried = output.state;
  }
  return outputs;
}

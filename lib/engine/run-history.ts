import type { DuoState } from "./flags";
import { type CycleConstants, type CycleOutput, runCycle } from "./run-cycle";
import type { DuoSeries } from "./score-table";

/** Runs cycles 1..`cycles` of complete histories in order, carrying state and constants; every duo is enrolled throughout. */
export function runHistory(
  series: readonly DuoSeries[],
  cycles: number,
  breaks: readonly number[] = [],
): CycleOutput[] {
  const outputs: CycleOutput[] = [];
  const earlier: CycleConstants[] = [];
  let carried: ReadonlyMap<string, DuoState> = new Map();
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const output = runCycle({
      cycle,
      series,
      enrolled: series.length,
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

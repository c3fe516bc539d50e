import { z } from "zod";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { runHistory } from "@/lib/engine/run-history";
import { type Check, compare, merge } from "../compare";

const history = z.array(z.array(z.number().nullable()));
const dataSchema = z.object({ A: history, B: history, mxA: history, mxB: history });
const expectedSchema = z.object({
  company_index: z.array(z.number()).optional(),
  cycles: z.array(z.looseObject({ cycle: z.number().int().positive() })),
});

/** Vectors 22 to 22d: the whole engine, cycle after cycle; the vectors' A is the IC and B the manager. */
export const checkEngine: Check = (vector) => {
  const { A, B, mxA, mxB } = dataSchema.parse(vector.data);
  const expected = expectedSchema.parse(vector.expected);
  const series = A.map((ic, row) => ({
    duoId: `duo-${row}`,
    ic,
    manager: B[row] ?? [],
    icMx: mxA[row] ?? [],
    managerMx: mxB[row] ?? [],
  }));
  const outputs = runHistory(series, Math.max(0, ...A.map((scores) => scores.length)));
  const index = outputs.map((output) => output.constants.companyIndex);
  return merge([
    compare(
      { company_index: index },
      { company_index: expected.company_index ?? index },
      vector.tolerance_abs,
    ),
    ...expected.cycles.map((cycle) => {
      const output = outputs[cycle.cycle - 1];
      const name = `cycle ${cycle.cycle}`;
      return compare({ [name]: output && toColumns(output) }, { [name]: cycle }, vector.tolerance_abs);
    }),
  ]);
};

/** The output with the names of the vectors: a list for each quantity, with a value for each duo. */
function toColumns({ rows, constants }: CycleOutput) {
  return {
    cycle: constants.cycle,
    sL: constants.noise.level,
    sG: constants.noise.gap,
    n_pairs: constants.noise.pairs,
    status: rows.map((row) => row.status),
    reason: rows.map((row) => row.reason ?? ""),
    level: rows.map((row) => row.level),
    level_sd: rows.map((row) => row.levelSd),
    gap: rows.map((row) => row.gap),
    gap_sd: rows.map((row) => row.gapSd),
    p_level_ge_70: rows.map((row) => row.probabilities?.high),
    p_level_lt_50: rows.map((row) => row.probabilities?.low),
    p_split: rows.map((row) => row.probabilities?.split),
    p_one_side: rows.map((row) => row.probabilities?.oneSide),
    z_decline: rows.map((row) => row.zLevel),
    z_apart: rows.map((row) => row.zGap),
    q_decline: rows.map((row) => row.qLevel),
    q_apart: rows.map((row) => row.qGap),
    since_declining: rows.map((row) => row.since.declining),
    since_apart: rows.map((row) => row.since.apart),
    watch_declining: rows.map((row) => row.watch.declining),
    watch_apart: rows.map((row) => row.watch.apart),
  };
}

import { z } from "zod";
import type { TrendFamily } from "@/lib/engine/constants";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { runHistory } from "@/lib/engine/run-history";
import { type Check, compare, merge } from "../compare";
import { numbers, rows } from "../shapes";

const dataSchema = z.object({
  A: rows,
  B: rows,
  cA: rows,
  cB: rows,
  mxA: rows,
  mxB: rows,
  breaks: numbers.optional(),
  enrolled: numbers.optional(),
});
const expectedSchema = z.object({
  company_index: z.array(z.number()).optional(),
  cycles: z.array(z.looseObject({ cycle: z.number().int().positive() })),
});

/** Vectors 22 to 22f: the whole engine, cycle after cycle; the vectors' A is the IC and B the manager, cA and cB are their
 * change scores. Bars are computed over the enrolled duos, those of the vector unless it says how many. */
export const checkEngine: Check = (vector) => {
  const { A, B, cA, cB, mxA, mxB, breaks, enrolled } = dataSchema.parse(vector.data);
  const expected = expectedSchema.parse(vector.expected);
  const series = A.map((ic, row) => ({
    duoId: `duo-${row}`,
    ic,
    manager: B[row] ?? [],
    icChange: cA[row] ?? [],
    managerChange: cB[row] ?? [],
    icMx: mxA[row] ?? [],
    managerMx: mxB[row] ?? [],
  }));
  const cycles = Math.max(0, ...A.map((scores) => scores.length));
  const outputs = runHistory(series, cycles, { breaks, enrolled });
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
    change_sL: constants.changeNoise.level,
    change_sG: constants.changeNoise.gap,
    change_n_pairs: constants.changeNoise.pairs,
    bar_declining: constants.bars.declining,
    bar_apart: constants.bars.apart,
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
    testable: rows.map((row) => row.testable),
    gap_now: rows.map((row) => row.gapNow),
    z_decline: rows.map((row) => row.z.declining),
    z_apart: rows.map((row) => row.z.apart),
    ...familyColumns(rows, "declining"),
    ...familyColumns(rows, "apart"),
  };
}

function familyColumns(rows: CycleOutput["rows"], family: TrendFamily) {
  return {
    [`ln_evidence_${family}`]: rows.map((row) => row.lnEvidence[family]),
    [`on_${family}`]: rows.map((row) => row.flags[family]),
    [`watch_${family}`]: rows.map((row) => row.watch[family]),
    [`since_${family}`]: rows.map((row) => row.since[family]),
    [`since_from_${family}`]: rows.map((row) => row.intervals[family]?.from),
    [`since_to_${family}`]: rows.map((row) => row.intervals[family]?.to),
    [`size_${family}`]: rows.map((row) => row.size[family]?.points),
    [`size_sd_${family}`]: rows.map((row) => row.size[family]?.sd),
  };
}

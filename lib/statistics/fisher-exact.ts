import pmf from "@stdlib/stats-base-dists-hypergeometric-pmf";

/** Successes among trials. */
export type Proportion = { readonly count: number; readonly trials: number };

/** R's tolerance: tables whose probability differs by rounding errors alone are equally likely. */
const RELATIVE_ERROR = 1 + 1e-7;
/** Beyond a table so much less likely than the one found, all others together add nothing that a number would hold. */
const NEGLIGIBLE = 1e-20;

/**
 * Fisher's (1935) exact test of two proportions, two-sided, as R `fisher.test(matrix(…))$p.value`: the probability, at
 * fixed margins, of all tables that are at most as likely as the one found.
 * @returns 0 to 1; undefined where a group has no trial or its count is not between 0 and its trials
 */
export function fisherExact(one: Proportion, other: Proportion): number | undefined {
  for (const { count, trials } of [one, other]) {
    if (!(trials > 0 && count >= 0 && count <= trials)) return undefined;
  }
  const total = one.trials + other.trials;
  const successes = one.count + other.count;
  const more = likelyTogether(one.count, { rows: one.trials, columns: successes, total });
  // Fewer successes are more failures.
  const fewer = likelyTogether(one.trials - one.count, {
    rows: one.trials,
    columns: total - successes,
    total,
  });
  return Math.min(1, pmf(one.count, total, successes, one.trials) * (1 + more + fewer));
}

type Margins = { rows: number; columns: number; total: number };

/**
 * How likely all tables with a greater count are together that are at most as likely as the one found, as a multiple of
 * its probability. Each follows from the one before by the ratio of their hypergeometric probabilities.
 */
function likelyTogether(found: number, { rows, columns, total }: Margins): number {
  let [relative, sum] = [1, 0];
  for (let count = found; count < Math.min(rows, columns); count++) {
    const ratio = ((rows - count) * (columns - count)) / ((count + 1) * (total - rows - columns + count + 1));
    relative *= ratio;
    if (relative <= RELATIVE_ERROR) sum += relative;
    if (ratio < 1 && relative < NEGLIGIBLE) break;
  }
  return sum;
}

import pmf from "@stdlib/stats-base-dists-hypergeometric-pmf";

/** Successes among trials. */
export type Proportion = { readonly count: number; readonly trials: number };

/** R's tolerance: tables whose probability differs by rounding errors alone are equally likely. */
const RELATIVE_ERROR = 1 + 1e-7;

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
  const likely = (count: number) => pmf(count, total, successes, one.trials);
  const limit = likely(one.count) * RELATIVE_ERROR;
  const [least, most] = [Math.max(0, successes - other.trials), Math.min(one.trials, successes)];
  let p = 0;
  for (let count = least; count <= most; count++) {
    const probability = likely(count);
    if (probability <= limit) p += probability;
  }
  return Math.min(1, p);
}

import { type Random, seededRandom } from "@/lib/statistics/random";
import { type LaggedSums, SUMS } from "./lagged-sums";

/** Beyond this many duos, random groups of them are resampled: their number sets the precision, and time stays bounded. */
const MOST_CLUSTERS = 1000;

/**
 * Resamples whole duos with replacement (cluster bootstrap, Davison & Hinkley 1997, 2.4): each resample is the sum of
 * the drawn duos' sums, so observations are never read again.
 * @param each is called with the sums of a resample, a buffer that the next resample overwrites
 */
export function clusterBootstrap(
  lagged: LaggedSums,
  resamples: number,
  seed: number,
  each: (sums: Float64Array) => void,
): void {
  const random = seededRandom(seed);
  const clusters = Math.min(lagged.duos, MOST_CLUSTERS);
  const grouped = intoClusters(lagged, clusters, random);
  const resampled = new Float64Array(SUMS);
  for (let resample = 0; resample < resamples; resample++) {
    resampled.fill(0);
    for (let draw = 0; draw < clusters; draw++) {
      const start = Math.floor(random() * clusters) * SUMS;
      for (let i = 0; i < SUMS; i++) resampled[i]! += grouped[start + i]!;
    }
    each(resampled);
  }
}

/** Adds each duo to a cluster: shuffled (Fisher & Yates), then dealt out in turn, so that clusters differ by one duo at most. */
function intoClusters({ duos, sums }: LaggedSums, clusters: number, random: Random): Float64Array {
  if (clusters === duos) return sums;
  const order = Uint32Array.from({ length: duos }, (_, duo) => duo);
  for (let last = duos - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const grouped = new Float64Array(clusters * SUMS);
  order.forEach((duo, position) => {
    const start = (position % clusters) * SUMS;
    for (let i = 0; i < SUMS; i++) grouped[start + i]! += sums[duo * SUMS + i]!;
  });
  return grouped;
}

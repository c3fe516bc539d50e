import { type Random, seededRandom } from "@/lib/statistics/random";
import { type LaggedSums, SUMS } from "./lagged-sums";

/** Clusters that are resampled at most. With more duos each cluster is a random group of them, which bounds the time. */
const MOST_CLUSTERS = 1000;

/**
 * Resamples whole duos with replacement (cluster bootstrap, Davison & Hinkley 1997, 2.4). A resample is the sum of the drawn
 * duos' sums, so single observations are not needed.
 * @param seed the same seed gives the same resamples
 * @returns the sums of each resample, in an array that the next resample overwrites
 */
export function* clusterBootstrap(
  lagged: LaggedSums,
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): Generator<Float64Array> {
  const random = seededRandom(seed);
  const clusters = Math.min(lagged.duos, MOST_CLUSTERS);
  const grouped = intoClusters(lagged, clusters, random);
  const resampled = new Float64Array(SUMS);
  /** How often each cluster is in the resample. */
  const drawn = new Uint16Array(clusters);
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0);
    for (let draw = 0; draw < clusters; draw++) drawn[Math.floor(random() * clusters)]!++;
    // Once for each cluster, in the order in which they lie in memory: over a third is drawn in no resample.
    resampled.fill(0);
    for (let cluster = 0; cluster < clusters; cluster++) {
      const times = drawn[cluster]!;
      if (times === 0) continue;
      const start = cluster * SUMS;
      for (let i = 0; i < SUMS; i++) resampled[i]! += times * grouped[start + i]!;
    }
    yield resampled;
  }
}

/** Sums of the clusters: the duos are shuffled (Fisher & Yates) and then assigned to the clusters in turn, so that the sizes
 * of clusters differ by one duo at most. */
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

/** How a masked share is published: up to 20%, up to 50%, under 80%, 80% or more. */
export const shareBands = ["to-20", "to-50", "under-80", "from-80"] as const;
export type ShareBand = (typeof shareBands)[number];

/**
 * The band of `count` of `total`, decided on whole numbers so that a share on a bound falls on its exact side.
 * @throws RangeError unless `total` is positive and `count` within 0 and `total`
 */
export function shareBand(count: number, total: number): ShareBand {
  if (!(total > 0 && count >= 0 && count <= total)) throw new RangeError(`${count} of ${total} is no share`);
  if (5 * count <= total) return "to-20";
  if (2 * count <= total) return "to-50";
  return 5 * count < 4 * total ? "under-80" : "from-80";
}

/** The band of a share from 0 to 1. */
export function shareBandOf(share: number): ShareBand {
  if (share <= 0.2) return "to-20";
  if (share <= 0.5) return "to-50";
  return share < 0.8 ? "under-80" : "from-80";
}

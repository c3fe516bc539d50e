/** How a masked share is published: up to 20%, up to 50%, under 80%, 80% or more. */
export const shareBands = ["to-20", "to-50", "under-80", "from-80"] as const;
export type ShareBand = (typeof shareBands)[number];

/** Shares from 0 to 1 at which the bands part. */
export const shareBounds = [0.2, 0.5, 0.8] as const;

/** The band of a share from 0 to 1; on one of the lower two bounds it has the band below, on the upper one that above. */
export function shareBandOf(share: number): ShareBand {
  const [few, half, most] = shareBounds;
  if (share <= few) return "to-20";
  if (share <= half) return "to-50";
  return share < most ? "under-80" : "from-80";
}

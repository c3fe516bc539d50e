/** How a masked share is published: up to 20%, up to 50%, under 80%, 80% or more. */
export const shareBands = ["to-20", "to-50", "under-80", "from-80"] as const;
export type ShareBand = (typeof shareBands)[number];

/** The band of a share from 0 to 1. */
export function shareBandOf(share: number): ShareBand {
  if (share <= 0.2) return "to-20";
  if (share <= 0.5) return "to-50";
  return share < 0.8 ? "under-80" : "from-80";
}

/** A cycle's life: only the order draft, open, closed, published is walked; a published one may be withdrawn. */
export const cycleStates = ["draft", "open", "closed", "published", "withdrawn"] as const;
export type CycleState = (typeof cycleStates)[number];

/** `scoped`: leaders see duo rows of their units. `private`: unit cells only. Frozen when the cycle opens. */
export const sharingModes = ["scoped", "private"] as const;
export type SharingMode = (typeof sharingModes)[number];

/** How far apart cycles may be. */
export const cadences = ["monthly", "six-weekly", "quarterly"] as const;
export type Cadence = (typeof cadences)[number];

/** How often cycles open by themselves; `single` opens one and no other. */
export const rhythms = [...cadences, "single"] as const;
export type Rhythm = (typeof rhythms)[number];

/** The days that a window may last, from the day it opens to the day it closes. */
export const windowDays = { shortest: 14, longest: 28 } as const;

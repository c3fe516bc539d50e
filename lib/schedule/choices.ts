/** How often cycles open by themselves; `single` opens one and no other. */
export const rhythms = ["monthly", "six-weekly", "quarterly", "single"] as const;
export type Rhythm = (typeof rhythms)[number];

/** The days that a window may last, from the day it opens to the day it closes. */
export const windowDays = { shortest: 14, longest: 28 } as const;

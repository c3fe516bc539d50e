/** Backgrounds from weak to strong, for tables whose cells are coloured by their figure. */
export const heatSteps = ["bg-heat-0", "bg-heat-1", "bg-heat-2", "bg-heat-3", "bg-heat-4"] as const;

/**
 * What to do with a changed item (docs/measurement.md 6): `splice` continues the series as it is, `line` translates new
 * answers by old = a + b·new, `break` compares nothing across the change, and `common-items` (fewer than 60 people answered
 * both wordings) scores across it on the items that both versions have.
 */
export const linkingDecisions = ["splice", "line", "break", "common-items"] as const;
export type LinkingDecision = (typeof linkingDecisions)[number];

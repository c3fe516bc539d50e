import type { PublishedStatus } from "../domain/status";

/** What a leader can do about a duo's state. */
export const suggestedActions = ["celebrate", "re-scope", "coach", "roles", "leave", "wait"] as const;
export type SuggestedAction = (typeof suggestedActions)[number];

const byReason: Partial<Record<PublishedStatus, Readonly<Record<string, SuggestedAction>>>> = {
  strained: { low: "re-scope", "one-side": "roles", split: "coach" },
  diverging: { declining: "re-scope", apart: "coach", both: "coach" },
};

const byStatus: Readonly<Record<PublishedStatus, SuggestedAction>> = {
  multiplying: "celebrate",
  steady: "leave",
  strained: "coach",
  diverging: "coach",
  "not-enough-data": "wait",
  incomplete: "wait",
};

/**
 * The one action to suggest for a state.
 * @param reason the stored reason codes joined with "+"; the last one that is known decides, because it is the most
 * specific (docs/measurement.md 3.3 stores a low level first)
 */
export function suggestedActionFor(status: PublishedStatus, reason: string): SuggestedAction {
  const known = byReason[status] ?? {};
  const code = reason.split("+").findLast((one) => one in known);
  return (code && known[code]) || byStatus[status];
}

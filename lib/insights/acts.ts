import type { PublishedStatus } from "../domain/status";

/** What a leader can do about a duo's state. */
export const acts = ["celebrate", "re-scope", "coach", "roles", "leave", "wait"] as const;
export type Act = (typeof acts)[number];

const byReason: Partial<Record<PublishedStatus, Readonly<Record<string, Act>>>> = {
  strained: { low: "re-scope", "one-side": "roles", split: "coach" },
  diverging: { declining: "re-scope", apart: "coach", both: "coach" },
};

const byStatus: Readonly<Record<PublishedStatus, Act>> = {
  multiplying: "celebrate",
  steady: "leave",
  strained: "coach",
  diverging: "coach",
  "not-enough-data": "wait",
  incomplete: "wait",
};

/**
 * The one act to suggest for a state.
 * @param reason the stored reason codes joined with "+"; the last one that is known decides, because it is the most
 * specific (measurement specification 3.3 stores a low level first)
 */
export function actFor(status: PublishedStatus, reason: string): Act {
  const known = byReason[status] ?? {};
  const code = reason.split("+").findLast((one) => one in known);
  return (code && known[code]) || byStatus[status];
}

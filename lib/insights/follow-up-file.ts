import { csvInstant } from "../csv/csv";
import { wholePercent } from "../publication/rounding";
import { type FollowUpColumn, followUpColumns } from "./export";
import { type Filters, onlyDuosWith } from "./filters";
import type { FollowUp } from "./follow-up";

type Place = {
  readonly cycle: { readonly number: number; readonly opensAt: Date };
  readonly unit: { readonly id: string; readonly label: string };
  readonly filters: Filters;
};

/** The records of both groups, in the order of `followUpColumns`; shares are rounded as the screen rounds them. */
export function followUpRecords(followUp: FollowUp, { cycle, unit, filters }: Place): string[][] {
  return (["acted", "others"] as const).map((group) => {
    const { followed, out, interval } = followUp[group];
    const shown = followUp.verdict === null ? undefined : interval;
    const own: Record<FollowUpColumn, string | number | null> = {
      cycle: cycle.number,
      cycle_opened_at: csvInstant(cycle.opensAt),
      unit_id: unit.id,
      unit: unit.label,
      only_duos_with: onlyDuosWith(filters),
      group,
      duos_followed: followed,
      duos_out: out,
      out_low: wholePercent(shown?.lower),
      out_high: wholePercent(shown?.upper),
      group_verdict: group === "acted" ? followUp.verdict : null,
    };
    return followUpColumns.map((column) => String(own[column] ?? ""));
  });
}

import { cycleLabel, cycleName } from "@/lib/i18n/cycle-name";
import { inOut } from "@/lib/insights/changes";
import type { RangeReport } from "@/lib/insights/report";
import { nothingToChange, saysDiverging } from "@/lib/insights/report-sentences";
import { InOut } from "../../charts/in-out";
import { Participation } from "../../charts/participation";
import type { ViewProps } from "../../view-props";
import { cycleMarks } from "../view-parts/over-time";

type Props = ViewProps & { report: RangeReport };

/** Whether something is compared. */
export const hasChanges = (report: RangeReport): boolean =>
  report.changes.compared > 0 && !nothingToChange(report);

/** What came into each state and left it; without diverging where no duo could, unless the rows say that one did. */
export function ChangesChart({ report, words, format }: Props) {
  const { moves } = report.changes;
  const text = words.report.changes;
  return (
    <InOut
      level={3}
      title={text.chart}
      note={text.chartNote}
      states={(["multiplying", "steady", "strained", "diverging"] as const)
        .map((status) => ({ status, ...inOut(moves, status) }))
        .filter(({ status }) => status !== "diverging" || saysDiverging(report))}
      words={words}
      format={format}
    />
  );
}

/** Whether some cycle shows how many duos are complete. */
export const hasParticipation = ({ past }: RangeReport): boolean => past.some(({ states }) => !states.hidden);

/** How many duos are complete, cycle by cycle. */
export function ParticipationChart({ report, words, format }: Props) {
  const text = words.report.participation;
  const marks = cycleMarks({ ...report, words, format });
  return (
    <Participation
      level={3}
      title={text.chart}
      note={text.chartNote}
      cycles={report.past.map(({ cycle, states }) => ({
        label: cycleLabel(cycle.opensOn, report.frame.cycles, format),
        name: cycleName(cycle.opensOn, report.frame.cycles, format),
        heard: states.hidden ? null : states,
        mark: marks.get(cycle.id)?.mark,
      }))}
      words={words}
      format={format}
    />
  );
}

import type { listAhead } from "@/db/queries/schedules";
import type { ClockChange, PlannedLine } from "@/lib/domain/schedule";
import { blockForCycle } from "@/lib/instrument/questionnaire";
import { clockAt, instantInZone } from "@/lib/schedule/local-time";

type Planned = Awaited<ReturnType<typeof listAhead>>[number];

/**
 * Planned cycles as an admin sees them. Those that are to open get the numbers after `lastNumber`, and with them the
 * block that is asked; a skipped one takes none.
 */
export function plannedLines(planned: readonly Planned[], lastNumber: number): PlannedLine[] {
  let next = lastNumber;
  return planned.map(({ id, state, opensAt, closesAt, opensLocal, closesLocal, timeZone, reason }) => {
    const number = state === "planned" ? ++next : null;
    return {
      id,
      state,
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      opensLocal,
      timeZone,
      number,
      block: number === null ? null : blockForCycle(number),
      clock: {
        opens: changeAt(opensLocal, timeZone, opensAt),
        closes: changeAt(closesLocal, timeZone, closesAt),
      },
      reason,
    };
  });
}

function changeAt(localMinute: string, timeZone: string, at: Date): ClockChange {
  // The database planned it under other rules of the zone than this process has, and its instant counts.
  if (instantInZone(localMinute, timeZone)?.getTime() !== at.getTime()) return "other-rules";
  const shown = clockAt(localMinute, timeZone);
  return shown === "once" ? null : shown;
}

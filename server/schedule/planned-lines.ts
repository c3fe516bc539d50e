import type { listAhead } from "@/db/queries/schedules";
import type { ClockChange, PlannedLine, StoredSchedule } from "@/lib/domain/schedule";
import { blockForCycle } from "@/lib/instrument/questionnaire";
import { clockAt, instantInZone } from "@/lib/schedule/local-time";
import { isMoved } from "@/lib/schedule/rule";

type Planned = Awaited<ReturnType<typeof listAhead>>[number];

/** What an admin decided for one planned cycle beside the schedule. */
export function byHand(schedule: StoredSchedule | undefined, planned: Planned): PlannedLine["byHand"] {
  if (planned.state === "skipped") return "skipped";
  return schedule && isMoved(schedule, planned) ? "moved" : null;
}

/**
 * Planned cycles as an admin sees them. Those that are to open get the numbers after `lastNumber`, and with them the
 * block that is asked; a skipped one takes none.
 */
export function plannedLines(
  planned: readonly Planned[],
  { schedule, lastNumber }: { schedule: StoredSchedule | undefined; lastNumber: number },
): PlannedLine[] {
  let next = lastNumber;
  return planned.map((one) => {
    const { id, state, opensAt, closesAt, opensLocal, closesLocal, timeZone, reason } = one;
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
      byHand: byHand(schedule, one),
    };
  });
}

function changeAt(localMinute: string, timeZone: string, at: Date): ClockChange {
  // The database planned it under other rules of the zone than this process has, and its instant counts.
  if (instantInZone(localMinute, timeZone)?.getTime() !== at.getTime()) return "other-rules";
  const shown = clockAt(localMinute, timeZone);
  return shown === "once" ? null : shown;
}

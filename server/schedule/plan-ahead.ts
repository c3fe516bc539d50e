import { currentTime, type Tx } from "@/db/client";
import { listCycles } from "@/db/queries/cycles";
import { findSchedule, listAhead, planWindows } from "@/db/queries/schedules";
import { aheadAtMost } from "@/lib/domain/schedule";
import { instantInZone, minuteInZone } from "@/lib/schedule/local-time";
import { type CycleWindow, type ScheduleRule, windowsAfter } from "@/lib/schedule/rule";
import { DomainError } from "../errors";
import { refuseOtherRules } from "./zone-rules";

type Span = { opensAt: Date; closesAt: Date };

export function spanOf({ opensLocal, closesLocal }: CycleWindow, timeZone: string): Span {
  return { opensAt: instantInZone(opensLocal, timeZone)!, closesAt: instantInZone(closesLocal, timeZone)! };
}

/** How this process and the database read a stored window. */
export function readingsOf(window: CycleWindow & Span, timeZone: string) {
  const { opensAt, closesAt } = spanOf(window, timeZone);
  return [
    { expected: opensAt, stored: window.opensAt },
    { expected: closesAt, stored: window.closesAt },
  ];
}

const overlap = (a: Span, b: Span) => a.opensAt < b.closesAt && b.opensAt < a.closesAt;

/** A cycle or a planned one, and when it is open. */
type Placed = Span & { id: string };

/** What a new window may not overlap: the open cycle and everything planned. */
async function takenSpans(tx: Tx, orgId: string): Promise<Placed[]> {
  const open = (await listCycles(tx, orgId)).filter(({ state }) => state === "open");
  const planned = (await listAhead(tx, orgId)).filter(({ state }) => state === "planned");
  return [...open, ...planned];
}

/** Refuses a window of a planned cycle that overlaps the open cycle or another planned one. */
export async function refuseOverlap(tx: Tx, orgId: string, window: Placed): Promise<void> {
  const others = (await takenSpans(tx, orgId)).filter(({ id }) => id !== window.id);
  if (others.some((one) => overlap(one, window))) {
    throw new DomainError("invalid", { opensLocal: "overlap" });
  }
}

/** Windows of a rule from a slot on that lie ahead and overlap nothing that is taken. */
function freeWindows(
  rule: ScheduleRule,
  { now, fromSlot, count, taken }: { now: Date; fromSlot: number; count: number; taken: readonly Span[] },
) {
  const after = minuteInZone(now, rule.timeZone);
  // An open cycle and three planned ones overlap at most eight windows of a rule.
  return windowsAfter(rule, { after, fromSlot, count: count + 8 })
    .filter((window) => {
      const span = spanOf(window, rule.timeZone);
      return span.opensAt > now && !taken.some((one) => overlap(span, one));
    })
    .slice(0, count);
}

/**
 * Plans the first windows of a new rule. A first opening that has passed, or that overlaps the open cycle, is refused as
 * a mistake of the form.
 */
export async function planFromStart(
  tx: Tx,
  orgId: string,
  { rule, now }: { rule: ScheduleRule; now: Date },
): Promise<void> {
  const from = { now, fromSlot: 0, count: aheadAtMost };
  const windows = freeWindows(rule, { ...from, taken: await takenSpans(tx, orgId) });
  const [first] = freeWindows(rule, { ...from, taken: [] });
  if (!first || (rule.rhythm === "single" && first.slot > 0)) {
    throw new DomainError("invalid", { firstDay: "past" });
  }
  if (windows.length === 0) throw new DomainError("invalid", { firstDay: "overlap" });
  for (const planned of await planWindows(tx, orgId, { timeZone: rule.timeZone, windows })) {
    refuseOtherRules(readingsOf(planned, rule.timeZone), "timeZone");
  }
}

/** Fills the plan up to the next three windows of the schedule; for an admin or, after an opening, the publisher. */
export async function planAhead(tx: Tx, orgId: string): Promise<void> {
  const rule = await findSchedule(tx, orgId);
  if (!rule) return;
  const ahead = await listAhead(tx, orgId);
  const fromSlot = Math.max(-1, ...ahead.map(({ slot }) => slot)) + 1;
  const windows = freeWindows(rule, {
    now: await currentTime(tx),
    fromSlot,
    count: Math.max(0, aheadAtMost - ahead.length),
    taken: await takenSpans(tx, orgId),
  });
  await planWindows(tx, orgId, { timeZone: rule.timeZone, windows });
}

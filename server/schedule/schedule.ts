import type { Tx } from "@/db/client";
import { countAsked, countDuosOn, findOrganization, listCycles } from "@/db/queries/cycles";
import { readMailHealth, readNudgeReach } from "@/db/queries/outbox";
import { findRetention } from "@/db/queries/retention";
import {
  findPlanned,
  findSchedule,
  listAhead,
  listFallenOut,
  listLaunchFindings,
  replaceAhead,
  setSkipped,
  shiftPlanned,
  writeSchedule,
} from "@/db/queries/schedules";
import { addDays, workingDayFrom } from "@/lib/domain/days";
import type { Viewer } from "@/lib/domain/permissions";
import { RETENTION_DEFAULT } from "@/lib/domain/retention";
import {
  launchFindings,
  plannedInput,
  type SchedulePage,
  type ScheduleTyped,
  type StoredSchedule,
  saveScheduleInput,
  shiftInput,
} from "@/lib/domain/schedule";
import { usableTimeZone } from "@/lib/domain/time-zones";
import { type Cadence, cadences, type Rhythm } from "@/lib/schedule/choices";
import { dayInZone, instantInZone } from "@/lib/schedule/local-time";
import { shiftWindow } from "@/lib/schedule/rule";
import { asAdmin, readAsAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { ownSetting } from "../own-setting";
import { planAhead, planFromStart, readingsOf, refuseOverlap, spanOf } from "./plan-ahead";
import { byHand, plannedLines } from "./planned-lines";
import { refuseOtherRules } from "./zone-rules";

/** The schedule, the next cycles, and what should be looked at before one opens. */
export function loadSchedule(viewer: Viewer): Promise<SchedulePage> {
  return readAsAdmin(viewer, async (tx, _client, now) => {
    const { orgId } = viewer;
    const cycles = await listCycles(tx, orgId);
    const open = cycles.find(({ state }) => state === "open");
    const schedule = await findSchedule(tx, orgId);
    const ahead = await listAhead(tx, orgId);
    const next = ahead.find(({ state }) => state === "planned");
    const day = (next?.opensAt ?? now).toISOString().slice(0, 10);
    const found = await listLaunchFindings(tx, day);
    const lastNumber = cycles[0]?.number ?? 0;
    return {
      typed: schedule ? typedOf(schedule) : await suggested(tx, viewer, now),
      running: ahead.some(({ state }) => state === "planned"),
      ahead: plannedLines(ahead, { schedule, lastNumber }),
      fallenOut: plannedLines(await listFallenOut(tx, orgId), { schedule, lastNumber }),
      open: open
        ? {
            id: open.id,
            number: open.number,
            opensOn: open.opensOn,
            closesAt: open.closesAt.toISOString(),
            closesLocal: open.closesLocal,
            timeZone: open.timeZone,
            asked: await countAsked(tx, orgId, open.id),
            nudge: await readNudgeReach(tx, open.id),
          }
        : null,
      launch: { opensAt: next?.opensAt.toISOString() ?? null, duos: await countDuosOn(tx, orgId, day) },
      own: { ...(await ownSetting(tx, orgId, cycles)), ...chosenCadence(schedule?.rhythm) },
      findings: launchFindings.map((kind) => ({
        kind,
        names: found.filter((one) => one.kind === kind).map(({ name }) => name),
      })),
      mail: await readMailHealth(tx),
      lastMode: cycles[0]?.sharingMode ?? null,
      retentionMonths: (await findRetention(tx, orgId))?.months ?? RETENTION_DEFAULT,
    };
  });
}

/** The rhythm of a schedule counts for what can be seen, whatever the past cycles had. */
function chosenCadence(rhythm: Rhythm | undefined): { cadence?: Cadence } {
  const cadence = cadences.find((one) => one === rhythm);
  return cadence ? { cadence } : {};
}

const typedOf = ({ days, revision, ...rule }: StoredSchedule): ScheduleTyped => ({
  ...rule,
  days: String(days),
  revision: String(revision),
});

/** Three weeks a month, from the first working day after tomorrow on. */
async function suggested(tx: Tx, viewer: Viewer, now: Date): Promise<ScheduleTyped> {
  const organization = await findOrganization(tx, viewer.orgId);
  const timeZone = usableTimeZone(organization?.timeZone, viewer.timeZone);
  return {
    rhythm: "monthly",
    firstDay: workingDayFrom(addDays(dayInZone(now, timeZone), 2)),
    opensTime: "09:00",
    closesTime: "18:00",
    days: "21",
    timeZone,
    sharingMode: "scoped",
    revision: "0",
  };
}

/**
 * Lets cycles open by themselves, or changes when: everything that was planned ahead is planned anew. What an admin
 * skipped or moved is taken back with it, so a form that did not show it is refused.
 */
export function saveSchedule(viewer: Viewer, input: unknown): Promise<void> {
  const { revision, takesBack, ...rule } = parse(saveScheduleInput, input);
  return asAdmin(viewer, async (tx, _client, now) => {
    const { orgId } = viewer;
    const before = await findSchedule(tx, orgId);
    // A running schedule keeps the first day that it began on.
    if (rule.firstDay < dayInZone(now, rule.timeZone) && rule.firstDay !== before?.firstDay) {
      throw new DomainError("invalid", { firstDay: "past" });
    }
    if (!(await writeSchedule(tx, orgId, { ...rule, revision }))) throw new DomainError("stale");
    const decided = (await listAhead(tx, orgId)).filter((planned) => byHand(before, planned));
    if (decided.some(({ id }) => !takesBack.includes(id))) throw new DomainError("conflict");
    await replaceAhead(tx, orgId);
    await planFromStart(tx, orgId, { rule, now });
  });
}

/** Cycles open by hand again. The rule is kept for the form. */
export function stopSchedule(viewer: Viewer): Promise<void> {
  return asAdmin(viewer, (tx) => replaceAhead(tx, viewer.orgId));
}

/** Leaves one planned cycle out, without a number; the others stay where they are. */
export const skipPlanned = (viewer: Viewer, input: unknown) => setSkip(viewer, input, true);
/** Takes a skipped cycle back in. */
export const restorePlanned = (viewer: Viewer, input: unknown) => setSkip(viewer, input, false);

function setSkip(viewer: Viewer, input: unknown, skipped: boolean): Promise<void> {
  const { plannedId } = parse(plannedInput, input);
  return asAdmin(viewer, async (tx, _client, now) => {
    const planned = await findPlanned(tx, viewer.orgId, plannedId);
    if (!planned) throw new DomainError("not-found");
    if (planned.opensAt <= now) throw new DomainError("conflict");
    if (!skipped) await refuseOverlap(tx, viewer.orgId, planned);
    if (!(await setSkipped(tx, { orgId: viewer.orgId, id: plannedId }, skipped)))
      throw new DomainError("conflict");
    await planAhead(tx, viewer.orgId);
  });
}

/** Moves one planned cycle to another opening; it stays as long as it was, and the others stay where they are. */
export function shiftPlannedCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { plannedId, opensLocal, shown } = parse(shiftInput, input);
  return asAdmin(viewer, async (tx, _client, now) => {
    const planned = await findPlanned(tx, viewer.orgId, plannedId);
    if (!planned) throw new DomainError("not-found");
    if (planned.state !== "planned" || planned.opensAt <= now) throw new DomainError("conflict");
    if (planned.opensLocal !== shown) throw new DomainError("stale");
    if (!instantInZone(opensLocal, planned.timeZone)) {
      throw new DomainError("invalid", { opensLocal: "date-time" });
    }
    const window = shiftWindow(planned, opensLocal);
    const span = spanOf(window, planned.timeZone);
    if (!(span.opensAt > now)) throw new DomainError("invalid", { opensLocal: "past" });
    await refuseOverlap(tx, viewer.orgId, { id: plannedId, ...span });
    const asShown = { orgId: viewer.orgId, id: plannedId, opensLocal: shown };
    if (!(await shiftPlanned(tx, asShown, window))) throw new DomainError("stale");
    const stored = await findPlanned(tx, viewer.orgId, plannedId);
    if (stored) refuseOtherRules(readingsOf(stored, planned.timeZone), "opensLocal");
  });
}

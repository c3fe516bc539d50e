import type { Tx } from "@/db/client";
import { codesOf, isDuplicateKey } from "@/db/fault";
import {
  cancelOpenCycle,
  closeOpenCycle,
  countActiveDuos,
  extendOpenCycle,
  findCycle,
  findOrganization,
  listCycles,
  openNextCycle,
  takeTurnAtCycles,
  wasCancelled,
  withdrawPublished,
} from "@/db/queries/cycles";
import { findHealth } from "@/db/queries/health";
import { nudgeMissing, readMailHealth, readNudgeReach } from "@/db/queries/outbox";
import { listAhead } from "@/db/queries/schedules";
import { enqueue } from "@/db/queue";
import {
  cycleInput,
  extendCycleInput,
  lastAnswersAt,
  openCycleInput,
  promiseVersion,
  withdrawCycleInput,
} from "@/lib/domain/cycles";
import { DAY_MS } from "@/lib/domain/days";
import type { NudgeReach } from "@/lib/domain/mail";
import type { Viewer } from "@/lib/domain/permissions";
import type { Program } from "@/lib/domain/program";
import { usableTimeZone } from "@/lib/domain/time-zones";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import { dayInZone, instantInZone } from "@/lib/schedule/local-time";
import { asAdmin, readAsAdmin } from "./as-admin";
import { DomainError } from "./errors";
import { parse } from "./http/parse";
import { offeredVersions } from "./offered-versions";
import { ownSetting } from "./own-setting";
import { loadBoard } from "./participation";
import { refuseOtherRules } from "./schedule/zone-rules";

const longestWindowDays = 90;

/** Opens the next cycle: the tree and the active duos as they are at this moment, frozen with the sharing mode. */
export async function openCycle(
  viewer: Viewer,
  input: unknown,
): Promise<{ cycleId: string; number: number }> {
  const { closesLocal, timeZone, sharingMode, questions } = parse(openCycleInput, input);
  return asAdmin(viewer, async (tx, client, now) => {
    const { orgId } = viewer;
    const expected = checkClosing(closesLocal, timeZone, now);
    const cycles = await listCycles(tx, orgId);
    if (cycles.some(({ state }) => state === "open")) throw new DomainError("conflict");
    const offered = offeredVersions(cycles);
    const instrumentVersion = questions ?? offered[0]!;
    if (!offered.includes(instrumentVersion)) throw new DomainError("invalid", { questions: "other" });
    if ((await countActiveDuos(tx, orgId)) === 0) throw new DomainError("invalid", { duos: "none" });
    const { cycleId, number, closesAt } = await openNextCycle(tx, {
      sharingMode,
      closesLocal,
      timeZone,
      instrumentVersion,
      promiseVersion,
    });
    refuseOtherRules([{ expected, stored: closesAt }], "timeZone");
    await enqueue(client, "send-mail", { orgId, subjectId: cycleId });
    return { cycleId, number };
  }).catch(refuseOpening);
}

/** The instant of a closing time, or what is wrong with it; the database works out the instant for itself. */
function checkClosing(closesLocal: string, timeZone: string, now: Date): Date {
  const closesAt = instantInZone(closesLocal, timeZone);
  if (!closesAt) throw new DomainError("invalid", { timeZone: "unknown" });
  if (closesAt <= now) throw new DomainError("invalid", { closesLocal: "past" });
  refuseLongWindow(now, closesAt);
  return closesAt;
}

function refuseLongWindow(opensAt: Date, closesAt: Date): void {
  if (closesAt.getTime() - opensAt.getTime() > longestWindowDays * DAY_MS) {
    throw new DomainError("invalid", { closesLocal: "too-far" });
  }
}

/** SQLSTATE of a zone that is none to the database. */
const unknownZone = "22023";

/** Two admins at the same moment, of whom the database lets one through, or a zone that it does not know. */
function refuseOpening(error: unknown): never {
  const { code, constraint } = codesOf(error);
  if (code === unknownZone) throw new DomainError("invalid", { timeZone: "unknown" });
  const twice = constraint === "cycles_one_open" || constraint === "cycles_number";
  if (isDuplicateKey(error) && twice) throw new DomainError("conflict");
  return refuseOverlap(error);
}

/** A window that would reach the day of a planned opening, or last more than four weeks: the database lets none through. */
function refuseOverlap(error: unknown): never {
  const { constraint } = codesOf(error);
  if (constraint === "planned_cycles_overlap") throw new DomainError("invalid", { closesLocal: "overlap" });
  throw constraint === "cycles_extension" ? new DomainError("invalid", { closesLocal: "window" }) : error;
}

async function cycleOf(tx: Tx, { orgId }: Viewer, cycleId: string) {
  const cycle = await findCycle(tx, orgId, cycleId);
  if (cycle) return cycle;
  throw new DomainError((await wasCancelled(tx, orgId, cycleId)) ? "cancelled" : "not-found");
}

/** The cycle as the admin before left it, when two change it at once. */
async function cycleToChange(tx: Tx, viewer: Viewer, cycleId: string) {
  await takeTurnAtCycles(tx, viewer.orgId);
  return cycleOf(tx, viewer, cycleId);
}

/** Gives the open cycle more time; never less. */
export function extendCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { cycleId, closesLocal, shown } = parse(extendCycleInput, input);
  return asAdmin(viewer, async (tx) => {
    const cycle = await cycleToChange(tx, viewer, cycleId);
    if (cycle.state !== "open") throw new DomainError("closed");
    if (cycle.closesLocal !== shown) throw new DomainError("stale");
    const closesAt = instantInZone(closesLocal, cycle.timeZone);
    if (!closesAt) throw new DomainError("invalid", { closesLocal: "date-time" });
    if (closesAt <= cycle.closesAt) throw new DomainError("invalid", { closesLocal: "earlier" });
    if (!(await extendOpenCycle(tx, cycleId, closesLocal))) throw new DomainError("closed");
    const { closesAt: stored } = await cycleOf(tx, viewer, cycleId);
    refuseOtherRules([{ expected: closesAt, stored }], "closesLocal");
  }).catch(refuseOverlap);
}

/** Ends a cycle before its time and hands it to publication. */
export async function closeCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { cycleId } = parse(cycleInput, input);
  await asAdmin(viewer, async (tx, client) => {
    await cycleToChange(tx, viewer, cycleId);
    if (!(await closeOpenCycle(tx, cycleId))) throw new DomainError("closed");
    await enqueue(client, "publish-cycle", { orgId: viewer.orgId, subjectId: cycleId });
  });
}

/** Takes a published cycle back, for a reason that everybody reads; its rows stay as they are. */
export async function withdrawCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { cycleId, reason } = parse(withdrawCycleInput, input);
  await asAdmin(viewer, async (tx, client) => {
    await cycleOf(tx, viewer, cycleId);
    if (!(await withdrawPublished(tx, cycleId, reason))) throw new DomainError("conflict");
    await enqueue(client, "send-mail", { orgId: viewer.orgId, subjectId: cycleId });
  });
}

/** Takes back an open cycle that nobody has begun to answer; its number is free again. */
export function cancelCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { cycleId } = parse(cycleInput, input);
  return asAdmin(viewer, async (tx) => {
    const cycle = await cycleToChange(tx, viewer, cycleId);
    if (cycle.state !== "open") throw new DomainError("closed");
    if (!(await cancelOpenCycle(tx, cycleId))) throw new DomainError("begun");
  });
}

/** Reminds everybody who is missing in the open cycle and may get a reminder; gives how many they are, and how many not. */
export function nudge(viewer: Viewer, input: unknown): Promise<NudgeReach> {
  const { cycleId } = parse(cycleInput, input);
  return asAdmin(viewer, async (tx, client) => {
    const cycle = await cycleToChange(tx, viewer, cycleId);
    if (cycle.state !== "open") throw new DomainError("closed");
    const reach = await readNudgeReach(tx, cycleId);
    const reminded = await nudgeMissing(tx, cycleId);
    if (reminded > 0) await enqueue(client, "send-mail", { orgId: viewer.orgId, subjectId: cycleId });
    return { ...reach, reached: reminded };
  });
}

/** What an admin's page of the program shows, with the page of the board that a query asks for; no answer and no result. */
export function loadProgram(viewer: Viewer, query: unknown = {}): Promise<Program> {
  return readAsAdmin(viewer, async (tx, _client, now) => {
    const cycles = await listCycles(tx, viewer.orgId);
    const organization = await findOrganization(tx, viewer.orgId);
    const timeZone = usableTimeZone(organization?.timeZone, viewer.timeZone);
    const next = (await listAhead(tx, viewer.orgId)).find(({ state }) => state === "planned");
    return {
      nextOpensAt: next?.opensAt.toISOString() ?? null,
      cycles: cycles.map((cycle) => ({
        id: cycle.id,
        number: cycle.number,
        state: cycle.state,
        sharingMode: cycle.sharingMode,
        opensOn: cycle.opensOn,
        closesAt: lastAnswersAt(cycle).toISOString(),
        publishedAt: cycle.publishedAt?.toISOString() ?? null,
        withdrawnReason: cycle.withdrawnReason,
      })),
      nudge: cycles[0]?.state === "open" ? await readNudgeReach(tx, cycles[0].id) : null,
      board: cycles[0] ? await loadBoard(tx, viewer.orgId, { cycle: cycles[0], query }) : null,
      health: (await findHealth(tx, viewer.orgId)) ?? null,
      activeDuos: await countActiveDuos(tx, viewer.orgId),
      questions: offeredVersions(cycles).map((version) => {
        const { linksTo } = instrumentOf(version);
        return { version, linksTo: linksTo ?? null };
      }),
      own: await ownSetting(tx, viewer.orgId, cycles),
      mail: await readMailHealth(tx),
      timeZone,
      today: dayInZone(now, timeZone),
    };
  });
}

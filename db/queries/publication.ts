import { and, asc, count, desc, eq, inArray, isNull, lte, max, sql } from "drizzle-orm";
import type { DuoState } from "@/lib/engine/flags";
import type { CycleConstants } from "@/lib/engine/run-cycle";
import type { ItemLink } from "@/lib/instrument/versions/transitions";
import type { Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import { openEvidence, openOrNote, type Unreadable } from "../encryption/sealed-rows";
import {
  cycles,
  cycleUnits,
  duoCycles,
  publishedConstants,
  publishedDuoEvidence,
  publishedDuoPartners,
  publishedDuos,
  publishedLinks,
  roleGrants,
} from "../schema";
import { opensOn } from "./cycles";
import { isFinalSide } from "./duos";
import { cycleOf, unitOf } from "./joins";
import { type Audience, runOf } from "./published/since";

/** Which cycles a result is computed from: every one, or the scoped ones that a leader's row may use. */
export type HistoryKind = (typeof publishedConstants.$inferSelect)["history"];

/** A transaction, and what is found in it that does not open. */
type Reading = { tx: Tx; unreadable: Unreadable };

/** A cycle of an organization. */
export type CycleKey = { orgId: string; cycleId: string };
/** Some cycles of an organization, oldest first; rows name a cycle by its position in them, from 1. */
export type CyclesKey = { orgId: string; cycleIds: readonly string[] };

export type CalendarCycle = Awaited<ReturnType<typeof listCalendar>>[number];

/** The organization's cycles up to this number, oldest first. */
export async function listCalendar(tx: Tx, orgId: string, upTo: number) {
  return tx
    .select({
      id: cycles.id,
      number: cycles.number,
      state: cycles.state,
      sharingMode: cycles.sharingMode,
      instrumentVersion: cycles.instrumentVersion,
      opensOn,
    })
    .from(cycles)
    .where(and(eq(cycles.orgId, orgId), lte(cycles.number, upTo)))
    .orderBy(asc(cycles.number));
}

/** How new wordings were linked, by the cycles that asked both and still stand. */
export async function listLinks(tx: Tx, orgId: string): Promise<ItemLink[]> {
  const { version, item, decision, intercept, slope } = publishedLinks;
  return tx
    .select({ version, item, decision, intercept, slope })
    .from(publishedLinks)
    .innerJoin(cycles, cycleOf(publishedLinks))
    .where(and(eq(publishedLinks.orgId, orgId), eq(cycles.state, "published")))
    .orderBy(desc(cycles.number));
}

export type EnrolledRow = Awaited<ReturnType<typeof listEnrolled>>[number];

/** The duos of a cycle as frozen at its opening, and which of their partners are final. */
export async function listEnrolled(tx: Tx, { orgId, cycleId }: CycleKey) {
  return tx
    .select({
      duoId: duoCycles.duoId,
      unitId: duoCycles.unitId,
      displayName: duoCycles.displayName,
      pairType: duoCycles.pairType,
      icPersonId: duoCycles.icPersonId,
      managerPersonId: duoCycles.managerPersonId,
      gradeGap: duoCycles.gradeGap,
      tenureMonths: duoCycles.tenureMonths,
      lineManager: duoCycles.lineManager,
      teamSize: duoCycles.teamSize,
      platform: cycleUnits.platform,
      icFinal: isFinalSide("ic"),
      managerFinal: isFinalSide("manager"),
    })
    .from(duoCycles)
    .innerJoin(cycleUnits, unitOf(duoCycles))
    .where(and(eq(duoCycles.orgId, orgId), eq(duoCycles.cycleId, cycleId), isNull(duoCycles.leftAt)))
    .orderBy(asc(duoCycles.duoId));
}

export type CycleUnitRow = Awaited<ReturnType<typeof listCycleUnits>>[number];

export async function listCycleUnits(tx: Tx, { orgId, cycleId }: CycleKey) {
  return tx
    .select({ id: cycleUnits.unitId, parentId: cycleUnits.parentId, lineage: cycleUnits.lineage })
    .from(cycleUnits)
    .where(and(eq(cycleUnits.orgId, orgId), eq(cycleUnits.cycleId, cycleId)));
}

/** Leaders in force, of units that the cycle has: they may read its cells and must learn nothing by subtraction. */
export async function listLeaders(tx: Tx, { orgId, cycleId }: CycleKey) {
  const inCycle = and(
    eq(cycleUnits.orgId, roleGrants.orgId),
    eq(cycleUnits.cycleId, cycleId),
    eq(cycleUnits.unitId, roleGrants.unitId),
  );
  return tx
    .selectDistinct({ personId: roleGrants.personId, unitId: cycleUnits.unitId })
    .from(roleGrants)
    .innerJoin(cycleUnits, inCycle)
    .where(and(eq(roleGrants.orgId, orgId), eq(roleGrants.role, "leader"), isNull(roleGrants.revokedAt)));
}

/** The program's admins in force. */
export async function listAdmins(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ personId: roleGrants.personId })
    .from(roleGrants)
    .where(and(eq(roleGrants.orgId, orgId), eq(roleGrants.role, "admin"), isNull(roleGrants.revokedAt)));
  return rows.map(({ personId }) => personId);
}

type Carrying = CyclesKey & { duoIds: readonly string[]; history: HistoryKind };

/**
 * The state each duo carries: that of the newest of these cycles in which it was enrolled. Nearly all were enrolled in the
 * last one; only the others are looked for in every cycle, which would take longer with each of them.
 */
export async function listCarriedState(
  { tx, unreadable }: Reading,
  { orgId, cycleIds, duoIds, history }: Carrying,
): Promise<Map<string, DuoState>> {
  const last = cycleIds.at(-1);
  if (last === undefined) return new Map();
  const rows = await tx
    .select(sealedState)
    .from(publishedDuoEvidence)
    .where(
      and(
        eq(publishedDuoEvidence.orgId, orgId),
        eq(publishedDuoEvidence.cycleId, last),
        eq(publishedDuoEvidence.history, history),
      ),
    );
  const found = new Set(rows.map(({ duoId }) => duoId));
  const missing = duoIds.filter((duoId) => !found.has(duoId));
  const earlier = cycleIds.slice(0, -1);
  if (missing.length > 0 && earlier.length > 0) {
    rows.push(...(await listNewestState(tx, { orgId, cycleIds: earlier, duoIds: missing, history })));
  }
  const key = await dataKeyOf(tx, orgId);
  const states = rows.flatMap(({ duoId, cycleId, evidence }): [string, DuoState][] => {
    const open = () => openEvidence(key, { cycleId, history, duoId }, evidence);
    const opened = openOrNote(unreadable, duoId, open);
    return opened ? [[duoId, opened.state]] : [];
  });
  return new Map(states);
}

const sealedState = {
  duoId: publishedDuoEvidence.duoId,
  cycleId: publishedDuoEvidence.cycleId,
  evidence: publishedDuoEvidence.evidence,
};

/** Of some duos the newest row among these cycles; which one that is comes from the keys alone. */
function listNewestState(tx: Tx, { orgId, cycleIds, duoIds, history }: Carrying) {
  const newest = tx
    .select({ duoId: publishedDuoEvidence.duoId, number: max(cycles.number).as("newest_number") })
    .from(publishedDuoEvidence)
    .innerJoin(cycles, cycleOf(publishedDuoEvidence))
    .where(
      and(
        eq(publishedDuoEvidence.orgId, orgId),
        eq(publishedDuoEvidence.history, history),
        inArray(publishedDuoEvidence.cycleId, [...cycleIds]),
        inArray(publishedDuoEvidence.duoId, [...duoIds]),
      ),
    )
    .groupBy(publishedDuoEvidence.duoId)
    .as("newest");
  return tx
    .select(sealedState)
    .from(newest)
    .innerJoin(cycles, and(eq(cycles.orgId, orgId), eq(cycles.number, newest.number)))
    .innerJoin(
      publishedDuoEvidence,
      and(
        eq(publishedDuoEvidence.orgId, orgId),
        eq(publishedDuoEvidence.cycleId, cycles.id),
        eq(publishedDuoEvidence.history, history),
        eq(publishedDuoEvidence.duoId, newest.duoId),
      ),
    );
}

export async function listConstants(
  tx: Tx,
  orgId: string,
  history: HistoryKind,
): Promise<Map<string, CycleConstants>> {
  const rows = await tx
    .select({ cycleId: publishedConstants.cycleId, constants: publishedConstants.constants })
    .from(publishedConstants)
    .where(and(eq(publishedConstants.orgId, orgId), eq(publishedConstants.history, history)));
  return new Map(rows.map(({ cycleId, constants }) => [cycleId, constants]));
}

/**
 * What this audience last read of each duo: its row in the newest of these cycles in which it was complete, with its status
 * dated to a cycle that stands.
 */
export async function listPrevious(tx: Tx, { orgId, cycleIds }: CyclesKey, audience: Audience) {
  // Both tables have these columns, from one definition.
  const rows = (audience === "leaders" ? publishedDuos : publishedDuoPartners) as typeof publishedDuoPartners;
  const found = await tx
    .selectDistinctOn([rows.duoId], {
      duoId: rows.duoId,
      cycleId: rows.cycleId,
      status: sql<NonNullable<(typeof rows.$inferSelect)["status"]>>`${rows.status}`,
      ...runOf(rows, audience),
      level: rows.level,
      agreement: rows.agreement,
      dimensionBands: rows.dimensionBands,
      lineage: sql<string[] | null>`${audience === "leaders" ? publishedDuos.lineage : sql`null::uuid[]`}`,
    })
    .from(rows)
    .innerJoin(cycles, cycleOf(rows))
    .where(and(eq(rows.orgId, orgId), rows.complete, inArray(rows.cycleId, [...cycleIds])))
    .orderBy(rows.duoId, desc(cycles.number));
  return new Map(found.map((row) => [row.duoId, row]));
}

/** In how many of these cycles each duo was enrolled; duos in none are absent. */
export async function countEnrolments(tx: Tx, { orgId, cycleIds }: CyclesKey): Promise<Map<string, number>> {
  const rows = await tx
    .select({ duoId: duoCycles.duoId, cycles: count() })
    .from(duoCycles)
    .where(
      and(eq(duoCycles.orgId, orgId), inArray(duoCycles.cycleId, [...cycleIds]), isNull(duoCycles.leftAt)),
    )
    .groupBy(duoCycles.duoId);
  return new Map(rows.map(({ duoId, cycles }) => [duoId, cycles]));
}

/** Makes the cycle's results readable, and says when. */
export async function markPublished(tx: Tx, { orgId, cycleId }: CycleKey): Promise<Date> {
  const [row] = await tx
    .update(cycles)
    .set({ state: "published", publishedAt: sql`app_now()` })
    .where(and(eq(cycles.orgId, orgId), eq(cycles.id, cycleId)))
    .returning({ at: cycles.publishedAt });
  return row!.at!;
}

import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { AnchorCheck, KeptOfCompany, ProgramHealth } from "@/lib/domain/program-health";
import type { EarlierAnchors } from "@/lib/publication/anchor-check";
import type { Tx } from "../client";
import { cycles, publishedCells, publishedHealth, responses } from "../schema";
import { cycleOf } from "./joins";
import type { CycleKey } from "./publication";

/** How long each submitted survey of a closed cycle took, in seconds, as far as it was timed; for the publisher. */
export async function listAnsweringSeconds(tx: Tx, { orgId, cycleId }: CycleKey): Promise<number[]> {
  const rows = await tx
    .select({ seconds: responses.answeringSeconds })
    .from(responses)
    .where(
      and(
        eq(responses.orgId, orgId),
        eq(responses.cycleId, cycleId),
        eq(responses.state, "submitted"),
        gt(responses.answeringSeconds, 0),
      ),
    );
  return rows.map(({ seconds }) => seconds);
}

/**
 * The anchors' figures that the next check compares with: those of the cycle of the last check, or of the first cycle with
 * figures; for the publisher. Withdrawn cycles are left out.
 */
export async function findAnchorBaseline(tx: Tx, orgId: string): Promise<EarlierAnchors | undefined> {
  const [row] = await tx
    .select({ number: cycles.number, opensAt: cycles.opensAt, anchors: publishedHealth.anchors })
    .from(publishedHealth)
    .innerJoin(cycles, cycleOf(publishedHealth))
    .where(and(eq(publishedHealth.orgId, orgId), eq(cycles.state, "published")))
    .orderBy(
      desc(isNotNull(publishedHealth.anchorCheck)),
      // Of those with a check the newest, of those without the oldest.
      sql`case when ${publishedHealth.anchorCheck} is null then ${cycles.number} else -${cycles.number} end`,
    )
    .limit(1);
  return row;
}

/** The health of a cycle, and the newest check of the anchors. */
type ProgramHealthRow = ProgramHealth & {
  number: number;
  kept: KeptOfCompany | null;
  lastCheck: (AnchorCheck & { number: number }) | null;
};

/** The health of the newest published cycle that has one and was not withdrawn, with the cycle's number; for an admin. */
export async function findHealth(tx: Tx, orgId: string): Promise<ProgramHealthRow | undefined> {
  const { people, surveys, inTime, alpha, items, anchors } = publishedHealth;
  const [row] = await tx
    .select({ number: cycles.number, cycleId: cycles.id, people, surveys, inTime, alpha, items, anchors })
    .from(publishedHealth)
    .innerJoin(cycles, cycleOf(publishedHealth))
    .where(and(eq(publishedHealth.orgId, orgId), eq(cycles.state, "published")))
    .orderBy(desc(cycles.number))
    .limit(1);
  if (!row) return undefined;
  const { cycleId, ...health } = row;
  return {
    ...health,
    lastCheck: await findAnchorCheck(tx, orgId),
    kept: await findKeptOfCompany(tx, { orgId, cycleId }),
  };
}

/** The company's share of kept commitments in a cycle; null where it is hidden, and for whom it is not readable. */
async function findKeptOfCompany(tx: Tx, { orgId, cycleId }: CycleKey): Promise<KeptOfCompany | null> {
  const { band, counted, enrolled } = publishedCells;
  const [row] = await tx
    .select({ band, counted, enrolled })
    .from(publishedCells)
    .where(
      and(
        eq(publishedCells.orgId, orgId),
        eq(publishedCells.cycleId, cycleId),
        eq(publishedCells.measure, "kept"),
        sql`cardinality(${publishedCells.lineage}) = 1`,
      ),
    );
  if (!row || row.band === null || row.counted === null || row.enrolled === null) return null;
  return { band: row.band, counted: row.counted, enrolled: row.enrolled };
}

/** The newest check of the anchors, with the number of its cycle; null before the first. */
async function findAnchorCheck(tx: Tx, orgId: string): Promise<ProgramHealthRow["lastCheck"]> {
  const [row] = await tx
    .select({ number: cycles.number, check: publishedHealth.anchorCheck })
    .from(publishedHealth)
    .innerJoin(cycles, cycleOf(publishedHealth))
    .where(
      and(
        eq(publishedHealth.orgId, orgId),
        eq(cycles.state, "published"),
        isNotNull(publishedHealth.anchorCheck),
      ),
    )
    .orderBy(desc(cycles.number))
    .limit(1);
  return row?.check ? { number: row.number, ...row.check } : null;
}

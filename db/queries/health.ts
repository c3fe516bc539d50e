import { and, desc, eq, gt } from "drizzle-orm";
import type { ProgramHealth } from "@/lib/domain/program-health";
import type { Tx } from "../client";
import { cycles, publishedHealth, responses } from "../schema";
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

/** The health of the newest published cycle that has one and was not withdrawn, with the cycle's number; for an admin. */
export async function findHealth(
  tx: Tx,
  orgId: string,
): Promise<(ProgramHealth & { number: number }) | undefined> {
  const { people, surveys, inTime, alpha, items } = publishedHealth;
  const [row] = await tx
    .select({ number: cycles.number, people, surveys, inTime, alpha, items })
    .from(publishedHealth)
    .innerJoin(cycles, and(eq(cycles.orgId, publishedHealth.orgId), eq(cycles.id, publishedHealth.cycleId)))
    .where(and(eq(publishedHealth.orgId, orgId), eq(cycles.state, "published")))
    .orderBy(desc(cycles.number))
    .limit(1);
  return row;
}

import { listAnsweringSeconds } from "@/db/queries/health";
import { insertRows } from "@/db/queries/insert-rows";
import { publishedHealth } from "@/db/schema";
import { programHealth, type SurveyScores } from "@/lib/publication/program-health";
import type { CyclePublication } from "./cycle-publication";

/** Publishes how the survey works over the whole organization; nothing below thirty people. */
export async function writeHealth(
  publication: CyclePublication,
  surveys: readonly SurveyScores[],
): Promise<void> {
  const { tx, client, orgId, cycleId, unreadable } = publication;
  const readable = surveys.filter(({ duoId }) => !unreadable.has(duoId));
  const health = programHealth(readable, await listAnsweringSeconds(tx, { orgId, cycleId }));
  if (health) await insertRows(client, publishedHealth, [{ orgId, cycleId, ...health }]);
}

import { findAnchorBaseline, listAnsweringSeconds } from "@/db/queries/health";
import { insertRows } from "@/db/queries/insert-rows";
import { publishedHealth } from "@/db/schema";
import { promiseNames } from "@/lib/domain/promises";
import type { Item } from "@/lib/instrument/instrument";
import { checkAnchors } from "@/lib/publication/anchor-check";
import { programHealth, type SurveyScores } from "@/lib/publication/program-health";
import type { CyclePublication } from "./cycle-publication";

/**
 * Writes the figures of how the survey works, over the whole organization; nothing below thirty people, nor in
 * a cycle whose promise does not name them. Once a year it compares the anchors with their figures of the last such check.
 */
export async function writeHealth(
  publication: CyclePublication,
  {
    surveys,
    added,
    cycle: { opensAt, promiseVersion },
  }: {
    surveys: readonly SurveyScores[];
    added: readonly Item[];
    cycle: { readonly opensAt: Date; readonly promiseVersion: string };
  },
): Promise<void> {
  if (!promiseNames("health", promiseVersion)) return;
  const { tx, client, orgId, cycleId, unreadable } = publication;
  const readable = surveys.filter(({ duoId }) => !unreadable.has(duoId));
  const health = programHealth(readable, await listAnsweringSeconds(tx, { orgId, cycleId }), added);
  if (!health) return;
  const anchorCheck = checkAnchors({ opensAt, anchors: health.anchors }, await findAnchorBaseline(tx, orgId));
  await insertRows(client, publishedHealth, [
    { orgId, cycleId, ...health, anchorCheck: anchorCheck ?? null },
  ]);
}

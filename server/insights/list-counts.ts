import type { Tx } from "@/db/client";
import { type CountByState, countDuos } from "@/db/queries/published/duos";
import { listUnitCounts } from "@/db/queries/published/unit-figures";
import { duoAttributes } from "@/lib/domain/duo-attributes";
import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { attributeFilters } from "@/lib/insights/filters";
import type { InsightsContext } from "./context";
import { listInView } from "./duo-lines";

/**
 * How many rows all pages of the list have, by state. Where the list has every duo of its unit, or every one with a value
 * of one attribute, its publication counted them; else the rows are counted, which for thousands takes most of a page's
 * time: a search, several attributes, and the list of somebody whose own duos it leaves out.
 */
export async function countListed(tx: Tx, context: InsightsContext, inDuo: boolean): Promise<CountByState> {
  const stored = inDuo ? undefined : await storedCounts(tx, context);
  return stored ?? countDuos(tx, listInView(context));
}

async function storedCounts(
  tx: Tx,
  { orgId, scope, cycle, unit, filters }: InsightsContext,
): Promise<CountByState | undefined> {
  const attributes = attributeFilters(filters);
  const [first, second] = duoAttributes.filter((name) => attributes[name] !== undefined);
  if (second || filters.q !== undefined) return undefined;
  const [row] = await listUnitCounts(tx, {
    scope,
    orgId,
    attributes: [first ?? "all"],
    value: first && attributes[first],
    wanted: [{ unitIds: [unit.id], cycleIds: [cycle.id] }],
  });
  if (!row) return undefined;
  const { enrolled, complete, states } = row.counts;
  const all = new Map<StatusCode | null, number>([
    ...statusCodes.map((code) => [code, states[code]] as const),
    [null, enrolled - complete],
  ]);
  const { status } = filters;
  if (!status) return all;
  const asked = status === "incomplete" ? null : status;
  return new Map([[asked, all.get(asked) ?? 0]]);
}

import { complain, type Draft, noLine } from "./draft";
import type { UnitPlan } from "./plan-units";
import type { PlannedDuo } from "./planned-duo";

/**
 * Complains where the admin who imports would bring a unit or a duo into their own scope, or change the names by which a
 * later file of a colleague finds the units in it: another admin must do it, as with a grant. Who leads the top unit reads
 * every duo anyway, so there a new one may be added and all may be renamed.
 */
export function checkOwnScope(draft: Draft, units: UnitPlan, duos: readonly PlannedDuo[]): void {
  const { roster, options } = draft;
  const led = new Set(
    roster.leaders.filter(({ personId }) => personId === options.selfId).map(({ unitId }) => unitId),
  );
  if (led.size === 0) return;
  const isOwn = (lineage: readonly string[] = []) => lineage.some((id) => led.has(id));
  const before = new Map(roster.units.map((unit) => [unit.id, unit]));
  const leadsAll = roster.units.some((unit) => unit.parentId === null && led.has(unit.id));
  const aboveOwn = new Set(roster.units.filter(({ id }) => led.has(id)).flatMap(({ lineage }) => lineage));
  for (const unit of units.writes) {
    const was = before.get(unit.id);
    if (!was) continue;
    // What is below a unit moves with it, and is not complained about again.
    const entersOwn = was.parentId !== unit.parentId && isOwn(unit.lineage) && !isOwn(was.lineage);
    // Files name a unit by its id, or by the names from the top unit down to it.
    const takesId = isOwn(was.lineage) && unit.externalId !== was.externalId;
    const takesName = (isOwn(was.lineage) || aboveOwn.has(unit.id)) && unit.name !== was.name;
    if (entersOwn || (!leadsAll && (takesId || takesName))) {
      complain(draft, "leader-self", { at: unit.row ?? noLine, value: units.pathOf(unit.id) });
    }
  }
  const lineageOf = (unitId: string) => units.units.get(unitId)?.lineage;
  const unitsBefore = new Map(roster.duos.map((duo) => [duo.id, duo.unitId]));
  for (const duo of duos) {
    const was = unitsBefore.get(duo.id);
    const lineage = lineageOf(duo.unitId) ?? [];
    const wasOwn = was === undefined ? led.has(lineage[0] ?? "") : isOwn(lineageOf(was));
    if (isOwn(lineage) && !wasOwn) {
      complain(draft, "leader-self", { at: duo.row ?? noLine, value: duo.displayName });
    }
  }
}

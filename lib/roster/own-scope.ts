import { complain, type Draft, noLine } from "./draft";
import type { PlannedDuo } from "./plan-duos";
import type { UnitPlan } from "./plan-units";

/**
 * Complains where the admin who imports would bring a unit or a duo into their own scope: another admin must do it,
 * as with a grant. Who leads the top unit reads every duo anyway, so there a new one may be added.
 */
export function checkOwnScope(draft: Draft, units: UnitPlan, duos: readonly PlannedDuo[]): void {
  const { roster, options } = draft;
  const led = new Set(
    roster.leaders.filter(({ personId }) => personId === options.selfId).map(({ unitId }) => unitId),
  );
  if (led.size === 0) return;
  const isOwn = (lineage: readonly string[] = []) => lineage.some((id) => led.has(id));
  const before = new Map(roster.units.map((unit) => [unit.id, unit]));
  for (const unit of units.writes) {
    const was = before.get(unit.id);
    // What is below a unit moves with it, and is not complained about again.
    if (was && was.parentId !== unit.parentId && isOwn(unit.lineage) && !isOwn(was.lineage)) {
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

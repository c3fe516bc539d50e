import type { duos, people, roleGrants, units } from "../schema";
import { areas } from "./areas";
import type { Draw } from "./draw";
import { familyNames, givenNames } from "./names";
import {
  companyName,
  companyZone,
  joinsLate,
  ledByOwnManager,
  ledFromOutside,
  notStatedIn,
  pairsByDepth,
  personas,
  reorganized,
  replaced,
  tree,
  type UnitPlan,
} from "./organization";
import type { Story } from "./stories";

export type SeedPerson = typeof people.$inferInsert;
export type SeedUnit = typeof units.$inferInsert;
export type SeedDuo = {
  row: typeof duos.$inferInsert;
  story: Story;
  lean: number;
  /** Cycles in which the duo is asked, both included. */
  from: number;
  to: number;
};
export type Roster = {
  people: SeedPerson[];
  units: SeedUnit[];
  /** The lineage of every unit before and after the reorganization. */
  treeIn(cycle: number): SeedUnit[];
  duos: SeedDuo[];
  grants: (typeof roleGrants.$inferInsert)[];
};

/** Who works where with whom. `openedOn` gives the calendar day on which a cycle opened. */
export function drawRoster(
  draw: Draw,
  orgId: string,
  lastCycle: number,
  openedOn: (cycle: number) => string,
): Roster {
  const roster: Roster = { people: [], units: [], treeIn: () => [], duos: [], grants: [] };
  const taken = new Set<string>(Object.values(personas).map(({ name }) => name));

  const person = (externalId?: keyof typeof personas): SeedPerson => {
    let name: string | undefined = externalId && personas[externalId].name;
    while (!name || (!externalId && taken.has(name)))
      name = `${draw.pick(givenNames)} ${draw.pick(familyNames)}`;
    taken.add(name);
    const row: SeedPerson = {
      orgId,
      id: draw.uuid(),
      externalId: externalId ?? `emp-${String(roster.people.length + 1).padStart(4, "0")}`,
      name,
      givenName: name.split(" ")[0]!,
      email: `${name
        .normalize("NFD")
        .replace(/[^A-Za-z ]/g, "")
        .toLowerCase()
        .replace(/ /g, ".")}@larkfield.example`,
      timeZone: companyZone,
    };
    roster.people.push(row);
    return row;
  };
  const grant = (holder: SeedPerson, role: "leader" | "admin" | "reviewer", unitId: string | null) =>
    roster.grants.push({
      orgId,
      id: draw.uuid(),
      personId: holder.id,
      role,
      unitId,
      grantedAt: new Date(`${openedOn(1)}T08:00:00Z`),
    });

  const vp = person("persona-vp");
  const director = person("persona-director");
  grant(person("persona-admin"), "admin", null);
  grant(person("persona-reviewer"), "reviewer", null);

  const addUnit = (plan: UnitPlan, parent: SeedUnit | undefined, depth: number) => {
    const id = draw.uuid();
    const unit: SeedUnit = {
      orgId,
      id,
      parentId: parent?.id ?? null,
      name: plan.name,
      platform: plan.platform ?? false,
      lineage: [...(parent?.lineage ?? []), id],
    };
    roster.units.push(unit);
    const managers = addDuos(plan, unit, depth);
    if (plan.name === companyName) grant(vp, "leader", id);
    else if (plan.name === "Product") grant(director, "leader", id);
    else if (plan.name === "Platform" || ledByOwnManager.includes(plan.name))
      grant(managers[0]!, "leader", id);
    else if (ledFromOutside.includes(plan.name)) grant(person(), "leader", id);
    for (const below of plan.units ?? []) addUnit(below, unit, depth + 1);
  };

  const addDuos = (plan: UnitPlan, unit: SeedUnit, depth: number): SeedPerson[] => {
    const managers: SeedPerson[] = [];
    for (let index = 0; index < plan.duos; index++) {
      const pair = pairsByDepth[depth]![index % pairsByDepth[depth]!.length]!;
      const isLast = index === plan.duos - 1;
      const manager = managerOf(plan, index, managers);
      managers.push(manager);
      const ic = plan.name === "Checkout" && index === 0 ? person("persona-tech-lead") : person();
      const isReplacement = replaced.units.includes(plan.name) && index === 1;
      const joinedLate = joinsLate.units.includes(plan.name) && isLast;
      const from = isReplacement ? replaced.lastCycle + 1 : joinedLate ? joinsLate.fromCycle : 1;
      const common = {
        orgId,
        unitId: unit.id,
        managerPersonId: manager.id,
        managerGrade: pair.manager,
        pairType: notStatedIn.includes(plan.name) && isLast ? ("not-stated" as const) : pair.pair,
        lineManager: depth === 2 && draw.chance(0.7),
        teamSize: 4 + Math.floor(draw.uniform() * 9),
      };
      const story = plan.stories?.[index] ?? "steady";
      roster.duos.push({
        row: {
          ...common,
          id: draw.uuid(),
          displayName: areas[plan.name]![index]!,
          icPersonId: ic.id,
          icGrade: draw.chance(0.08) ? null : pair.ic,
          startedOn:
            from === 1 ? monthsBefore(openedOn(1), 2 + Math.floor(draw.uniform() * 30)) : openedOn(from),
        },
        story,
        lean: plan.lean ?? 0,
        from,
        to: lastCycle,
      });
      if (isReplacement) {
        const before = person();
        roster.duos.push({
          row: {
            ...common,
            id: draw.uuid(),
            displayName: `${areas[plan.name]![index]!}, earlier pair`,
            icPersonId: before.id,
            icGrade: pair.ic,
            startedOn: monthsBefore(openedOn(1), 9),
            endedOn: openedOn(replaced.lastCycle + 1),
          },
          story: "low",
          lean: 0,
          from: 1,
          to: replaced.lastCycle,
        });
      }
    }
    return managers;
  };

  /** In a team the third and fourth duo have the same manager. */
  const managerOf = (plan: UnitPlan, index: number, managers: readonly SeedPerson[]): SeedPerson => {
    if (plan.name === "Platform" && index === 0) return person("persona-leader-in-duo");
    if (plan.name === "Checkout" && index === 0) return person("persona-em");
    return index === 3 && !plan.units ? managers[2]! : person();
  };

  addUnit(tree, undefined, 0);
  const before = treeBefore(roster.units);
  roster.treeIn = (cycle) => (cycle < reorganized.fromCycle ? before : roster.units);
  return roster;
}

function treeBefore(now: readonly SeedUnit[]): SeedUnit[] {
  const parent = now.find(({ name }) => name === reorganized.before)!;
  return now.map((unit) =>
    unit.name === reorganized.unit
      ? { ...unit, parentId: parent.id, lineage: [...parent.lineage, unit.id] }
      : unit,
  );
}

/** The calendar day so many months of 30 days earlier: nobody reads more into a made-up start. */
function monthsBefore(day: string, months: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - months * 30 * 86_400_000).toISOString().slice(0, 10);
}

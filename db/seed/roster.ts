import { addDays } from "@/lib/domain/days";
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
  type SeedUnitPlan,
  tree,
} from "./organization";
import { farInGrade, oneSided, type Told } from "./stories";

export type SeedPerson = typeof people.$inferInsert;
export type SeedUnit = typeof units.$inferInsert;
export type SeedDuo = {
  row: typeof duos.$inferInsert;
  told: Told;
  lean: number;
  /** Cycles in which the duo is asked, both included. */
  from: number;
  to: number;
};
export type SeedRoster = {
  people: SeedPerson[];
  units: SeedUnit[];
  /** The lineage of every unit before and after the reorganization. */
  treeIn(cycle: number): SeedUnit[];
  duos: SeedDuo[];
  grants: (typeof roleGrants.$inferInsert)[];
};

type Persona = keyof typeof personas;

/** Everything that drawing a roster needs, and what is drawn so far. The order of the draws decides who is who. */
type Draft = {
  draw: Draw;
  orgId: string;
  lastCycle: number;
  /** The calendar day on which a cycle opened. */
  openedOn: (cycle: number) => string;
  roster: SeedRoster;
  takenNames: Set<string>;
};

/** Who works where with whom. */
export function drawRoster(given: Pick<Draft, "draw" | "orgId" | "lastCycle" | "openedOn">): SeedRoster {
  const roster: SeedRoster = { people: [], units: [], treeIn: () => [], duos: [], grants: [] };
  const takenNames = new Set<string>(Object.values(personas).map(({ name }) => name));
  const draft: Draft = { ...given, roster, takenNames };
  const vp = drawPerson(draft, "persona-vp");
  const director = drawPerson(draft, "persona-director");
  grant(draft, drawPerson(draft, "persona-admin"), { role: "admin" });
  grant(draft, drawPerson(draft, "persona-reviewer"), { role: "reviewer" });
  drawUnit(draft, { plan: tree, parent: undefined, depth: 0, leaders: { vp, director } });
  const before = treeBefore(roster.units);
  roster.treeIn = (cycle) => (cycle < reorganized.fromCycle ? before : roster.units);
  return roster;
}

function drawPerson({ draw, orgId, roster, takenNames }: Draft, externalId?: Persona): SeedPerson {
  let name: string | undefined = externalId && personas[externalId].name;
  while (!name || (!externalId && takenNames.has(name)))
    name = `${draw.pick(givenNames)} ${draw.pick(familyNames)}`;
  takenNames.add(name);
  const row: SeedPerson = {
    orgId,
    id: draw.uuid(),
    externalId: externalId ?? `emp-${String(roster.people.length + 1).padStart(4, "0")}`,
    name,
    givenName: name.split(" ")[0]!,
    email: addressOf(name),
    timeZone: companyZone,
  };
  roster.people.push(row);
  return row;
}

function addressOf(name: string): string {
  const ascii = name.normalize("NFD").replace(/[^A-Za-z ]/g, "");
  return `${ascii.toLowerCase().replace(/ /g, ".")}@larkfield.example`;
}

type Grant = { role: "admin" | "reviewer" } | { role: "leader"; unitId: string };

function grant({ draw, orgId, roster, openedOn }: Draft, holder: SeedPerson, given: Grant): void {
  roster.grants.push({
    orgId,
    id: draw.uuid(),
    personId: holder.id,
    role: given.role,
    unitId: given.role === "leader" ? given.unitId : null,
    grantedAt: new Date(`${openedOn(1)}T08:00:00Z`),
  });
}

type UnitToDraw = {
  plan: SeedUnitPlan;
  parent: SeedUnit | undefined;
  depth: number;
  leaders: { vp: SeedPerson; director: SeedPerson };
};

/** A unit with its duos, its leader and the units below it. */
function drawUnit(draft: Draft, { plan, parent, depth, leaders }: UnitToDraw): void {
  const id = draft.draw.uuid();
  const unit: SeedUnit = {
    orgId: draft.orgId,
    id,
    parentId: parent?.id ?? null,
    name: plan.name,
    platform: plan.platform ?? false,
    lineage: [...(parent?.lineage ?? []), id],
  };
  draft.roster.units.push(unit);
  const managers = drawDuos(draft, { plan, unit, depth });
  const lead = (person: SeedPerson) => grant(draft, person, { role: "leader", unitId: id });
  if (plan.name === companyName) lead(leaders.vp);
  else if (plan.name === "Product") lead(leaders.director);
  else if (plan.name === "Platform" || ledByOwnManager.includes(plan.name)) lead(managers[0]!);
  else if (ledFromOutside.includes(plan.name)) lead(drawPerson(draft));
  for (const below of plan.units ?? [])
    drawUnit(draft, { plan: below, parent: unit, depth: depth + 1, leaders });
}

type Home = { plan: SeedUnitPlan; unit: SeedUnit; depth: number };

/** The duos of a unit; gives their managers in the same order. */
function drawDuos(draft: Draft, home: Home): SeedPerson[] {
  const managers: SeedPerson[] = [];
  for (let index = 0; index < home.plan.duos; index++) {
    const manager = managerOf(draft, home.plan, { index, managers });
    managers.push(manager);
    drawDuo(draft, home, { index, manager });
  }
  return managers;
}

/** In a team the third and fourth duo have the same manager. */
function managerOf(
  draft: Draft,
  plan: SeedUnitPlan,
  { index, managers }: { index: number; managers: readonly SeedPerson[] },
): SeedPerson {
  if (plan.name === "Platform" && index === 0) return drawPerson(draft, "persona-leader-in-duo");
  if (plan.name === "Checkout" && index === 0) return drawPerson(draft, "persona-em");
  return index === 3 && !plan.units ? managers[2]! : drawPerson(draft);
}

/** One duo, and before it the one that its manager was in until a partner was replaced. */
function drawDuo(draft: Draft, home: Home, { index, manager }: { index: number; manager: SeedPerson }): void {
  const { draw, roster, openedOn, lastCycle } = draft;
  const { plan } = home;
  const pair = pairsByDepth[home.depth]![index % pairsByDepth[home.depth]!.length]!;
  const isLast = index === plan.duos - 1;
  const ic = drawPerson(draft, plan.name === "Checkout" && index === 0 ? "persona-tech-lead" : undefined);
  const isReplacement = replaced.units.includes(plan.name) && index === 1;
  const joinedLate = joinsLate.units.includes(plan.name) && isLast;
  const from = isReplacement ? replaced.lastCycle + 1 : joinedLate ? joinsLate.fromCycle : 1;
  const common = {
    orgId: draft.orgId,
    unitId: home.unit.id,
    managerPersonId: manager.id,
    managerGrade: pair.manager,
    pairType: notStatedIn.includes(plan.name) && isLast ? ("not-stated" as const) : pair.pair,
    lineManager: home.depth === 2 && draw.chance(0.7),
    teamSize: 4 + Math.floor(draw.uniform() * 9),
  };
  const displayName = areas[plan.name]![index]!;
  const story = plan.stories?.[index] ?? "steady";
  const timesTold = roster.duos.filter(({ told }) => told.story === story).length;
  roster.duos.push({
    row: {
      ...common,
      id: draw.uuid(),
      displayName,
      icPersonId: ic.id,
      icGrade: draw.chance(0.08) ? null : farInGrade.has(story) ? pair.manager - 2 : pair.ic,
      startedOn: from === 1 ? monthsBefore(openedOn(1), 2 + Math.floor(draw.uniform() * 30)) : openedOn(from),
    },
    told: { story, mirrored: oneSided.has(story) && timesTold % 2 === 1 },
    lean: plan.lean ?? 0,
    from,
    to: lastCycle,
  });
  if (!isReplacement) return;
  const before = drawPerson(draft);
  roster.duos.push({
    row: {
      ...common,
      id: draw.uuid(),
      displayName: `${displayName}, earlier pair`,
      icPersonId: before.id,
      icGrade: pair.ic,
      startedOn: monthsBefore(openedOn(1), 9),
      endedOn: openedOn(replaced.lastCycle + 1),
    },
    told: { story: "low", mirrored: false },
    lean: 0,
    from: 1,
    to: replaced.lastCycle,
  });
}

function treeBefore(now: readonly SeedUnit[]): SeedUnit[] {
  const parent = now.find(({ name }) => name === reorganized.before)!;
  return now.map((unit) =>
    unit.name === reorganized.unit
      ? { ...unit, parentId: parent.id, lineage: [...parent.lineage, unit.id] }
      : unit,
  );
}

/** The calendar day so many months of 30 days earlier: a made-up start needs no exact months. */
const monthsBefore = (day: string, months: number): string => addDays(day, -30 * months);

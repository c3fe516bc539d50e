import { warnOfDamage } from "./damaged-name";
import { complain, type Draft, noLine } from "./draft";
import { isOver, outlasts, pathsOf } from "./roster";
import type { UnitLine } from "./rows";
import { isUnitChanged, listUnitChange, type PlannedUnit } from "./unit-changes";
import { maxDepth, writePath } from "./unit-path";

export type UnitPlan = {
  units: ReadonlyMap<string, PlannedUnit>;
  /** The unit at a path as files write it, with or without the root's name. */
  find(path: readonly string[]): PlannedUnit | undefined;
  pathOf(id: string): string;
  /** Units to be written, parents before their children. */
  writes: PlannedUnit[];
};

const separator = "\u0001";

/** The tree under construction. */
type Tree = {
  draft: Draft;
  nodes: Map<string, PlannedUnit>;
  root: PlannedUnit;
  /** Names that may begin a path and mean the root. */
  rootNames: Set<string>;
  /** Units by the path that a line gives them, and by the path that they have now. */
  byRow: Map<string, PlannedUnit>;
  byPath: Map<string, PlannedUnit>;
  byId: ReadonlyMap<string, PlannedUnit>;
  /** Path of each present unit before the import. */
  before: ReadonlyMap<string, readonly string[]>;
  /** Units that lines name as something above them. */
  named: Set<string>;
};

/**
 * What the lines about units ask for: units are found by their id or else by their path, units that a path names and that
 * are missing are added, and every lineage is computed anew. A unit that would be its own ancestor or too deep is
 * complained about and keeps its parent.
 */
export function planUnits(draft: Draft): UnitPlan {
  const tree = growTree(draft);
  warnOfDamagedNames(draft);
  for (const row of draft.rows.unit) matchRow(tree, row);
  for (const unit of [...tree.byRow.values()]) placeUnit(tree, unit);
  traceLineages(tree);
  endUnits(tree);
  checkNames(tree);
  return finish(tree);
}

/** Once for each damaged name, at the first line whose path has it. */
function warnOfDamagedNames(draft: Draft): void {
  const seen = new Set<string>();
  for (const row of draft.rows.unit) {
    for (const name of row.path) {
      if (!seen.has(name)) warnOfDamage(draft, row, { column: "unit", name });
      seen.add(name);
    }
  }
}

function growTree(draft: Draft): Tree {
  const { units } = draft.roster;
  const nodes = new Map(units.map((unit): [string, PlannedUnit] => [unit.id, { ...unit, isNew: false }]));
  const root = [...nodes.values()].find(({ parentId }) => parentId === null)!;
  const byPath = new Map<string, PlannedUnit>();
  const before = pathsOf(units);
  for (const [id, names] of before) {
    const unit = nodes.get(id)!;
    const key = names.join(separator);
    const there = byPath.get(key);
    if (!there || isOver(there, draft.options.today)) byPath.set(key, unit);
  }
  const tree: Tree = {
    draft,
    nodes,
    root,
    rootNames: new Set([root.name]),
    byRow: new Map(),
    byPath,
    byId: new Map(
      [...nodes.values()].flatMap((unit) => (unit.externalId === null ? [] : [[unit.externalId, unit]])),
    ),
    before,
    named: new Set([root.id]),
  };
  renameRoot(tree);
  return tree;
}

/** A line can rename the root by its id; the first file of an organization without other units names it by its paths. */
function renameRoot({ draft, nodes, root, rootNames }: Tree): void {
  const rows = draft.rows.unit;
  const byId = rows.find(
    ({ externalId, path }) => externalId !== undefined && externalId === root.externalId && path.length === 1,
  );
  const first = rows[0]?.path[0];
  const isFirst = nodes.size === 1 && first !== undefined && rows.some(({ path }) => path.length > 1);
  const together = isFirst && rows.every(({ path }) => path[0] === first) ? first : undefined;
  const name = byId?.path[0] ?? together;
  if (name === undefined || name === root.name) return;
  if (byId === undefined) complain(draft, "root-renamed", { at: rows[0]!, value: `${root.name} → ${name}` });
  rootNames.add(name);
  root.name = name;
}

/** The path from the root on, as a key. */
function keyOf({ root, rootNames }: Tree, path: readonly string[]): string {
  const below = rootNames.has(path[0]!) ? path.slice(1) : path;
  return [root.name, ...below].join(separator);
}

/** The key under which a path stands in the present tree, where the root may have another name. */
function presentKey(tree: Tree, path: readonly string[]): string {
  const was = tree.draft.roster.units.find(({ id }) => id === tree.root.id)!.name;
  return [was, ...keyOf(tree, path).split(separator).slice(1)].join(separator);
}

function matchRow(tree: Tree, row: UnitLine): undefined {
  const { draft, nodes, byRow } = tree;
  const key = keyOf(tree, row.path);
  const twice = byRow.get(key)?.row;
  if (twice) return complain(draft, "twice", { at: row, value: writePath(row.path), otherLine: twice.line });
  const byId = row.externalId === undefined ? undefined : tree.byId.get(row.externalId);
  const present = byId ?? tree.byPath.get(presentKey(tree, row.path));
  let unit = present;
  if (!byId && present && row.externalId !== undefined && present.externalId !== null) {
    // The path belongs to a unit with another id, which must have ended or get another path in the same import.
    const moves = draft.rows.unit.some((other) => other.externalId === present.externalId);
    const hasEnded = isOver(present, draft.options.today);
    if (!moves && !hasEnded) {
      return complain(draft, "unit-path-taken", { at: row, value: writePath(row.path) });
    }
    unit = undefined;
  }
  if (unit?.row)
    return complain(draft, "twice", { at: row, value: row.externalId, otherLine: unit.row.line });
  if (!unit) {
    if (isOver(row, draft.options.today)) {
      return complain(draft, "ended-unknown", { at: row, value: writePath(row.path) });
    }
    unit = newUnit(tree, row.path.at(-1)!);
  }
  unit.row = row;
  unit.externalId = row.externalId ?? unit.externalId;
  unit.platform = row.platform ?? unit.platform;
  if (row.endedOn !== undefined) unit.endedOn = row.endedOn;
  byRow.set(key, unit);
  nodes.set(unit.id, unit);
}

function newUnit({ draft, nodes }: Tree, name: string): PlannedUnit {
  const id = draft.options.newId();
  const unit: PlannedUnit = {
    id,
    externalId: null,
    parentId: null,
    name,
    platform: false,
    lineage: [],
    endedOn: null,
    isNew: true,
  };
  nodes.set(id, unit);
  return unit;
}

/** Gives a unit the name and the parent that its line's path says. */
function placeUnit(tree: Tree, unit: PlannedUnit): void {
  const { draft, root } = tree;
  const row = unit.row!;
  const names = keyOf(tree, row.path).split(separator);
  if ((names.length === 1) !== (unit.id === root.id)) {
    complain(draft, "unit-root", { at: row, value: writePath(row.path) });
    if (unit.isNew) unit.parentId = root.id;
    return;
  }
  if (names.length === 1) return;
  unit.name = names.at(-1)!;
  unit.parentId = unitAt(tree, names.slice(0, -1)).id;
}

/** The unit at a path, added with all that is missing above it. */
function unitAt(tree: Tree, names: readonly string[]): PlannedUnit {
  const { root, byRow, byPath } = tree;
  if (names.length === 1) return root;
  const key = names.join(separator);
  const there = byRow.get(key) ?? byPath.get(presentKey(tree, names));
  if (there) {
    tree.named.add(there.id);
    return there;
  }
  const added = newUnit(tree, names.at(-1)!);
  added.parentId = unitAt(tree, names.slice(0, -1)).id;
  byRow.set(key, added);
  tree.named.add(added.id);
  return added;
}

/** Follows every unit up to the root, once. A unit that is its own ancestor, or too deep, keeps its former parent. */
function traceLineages({ draft, nodes, root }: Tree): void {
  const parents = new Map(draft.roster.units.map(({ id, parentId }) => [id, parentId]));
  const traced = new Map<string, readonly string[] | "circle" | "deep">([[root.id, [root.id]]]);
  for (const start of nodes.values()) {
    const climbed: PlannedUnit[] = [];
    const seen = new Set<string>();
    let at = start;
    while (!traced.has(at.id) && !seen.has(at.id)) {
      seen.add(at.id);
      climbed.push(at);
      at = nodes.get(at.parentId ?? root.id)!;
    }
    for (const unit of climbed.reverse()) {
      const above = traced.get(unit.parentId ?? root.id) ?? "circle";
      const own = typeof above === "string" ? above : above.length >= maxDepth ? "deep" : [...above, unit.id];
      traced.set(unit.id, own);
    }
  }
  for (const unit of nodes.values()) {
    const lineage = traced.get(unit.id)!;
    if (typeof lineage !== "string") unit.lineage = lineage;
    else {
      unit.parentId = parents.get(unit.id) ?? unit.parentId;
      const code = lineage === "circle" ? "unit-cycle" : "unit-too-deep";
      if (unit.row) complain(draft, code, { at: unit.row, value: writePath(unit.row.path) });
    }
  }
}

function endUnits({ draft, nodes, root, named }: Tree): void {
  const { today, complete, kinds } = draft.options;
  if (complete && kinds.has("unit")) {
    for (const unit of nodes.values()) {
      if (!unit.row && !named.has(unit.id) && !isOver(unit, today)) unit.endedOn = today;
    }
  }
  for (const unit of nodes.values()) {
    const above = nodes.get(unit.parentId ?? "");
    if (!above || !outlasts(unit, above, today)) continue;
    // What ends says what stands in its way; what comes below an end says where it comes.
    const code = above.row || !unit.row ? "unit-has-units" : "unit-ended";
    complain(draft, code, {
      at: above.row ?? unit.row ?? noLine,
      value: code === "unit-ended" ? above.name : `${above.name} / ${unit.name}`,
    });
  }
  if (root.endedOn !== null) complain(draft, "unit-root", { at: root.row ?? noLine, value: root.name });
}

function checkNames({ draft, nodes }: Tree): void {
  const taken = new Map<string, PlannedUnit>();
  for (const unit of nodes.values()) {
    if (isOver(unit, draft.options.today)) continue;
    const key = `${unit.parentId}${separator}${unit.name}`;
    const other = taken.get(key);
    if (other) {
      const line = unit.row ?? other.row ?? noLine;
      complain(draft, "unit-name-taken", {
        at: line,
        value: unit.name,
        otherLine: (unit.row && other.row)?.line,
      });
    }
    taken.set(key, unit);
  }
}

function finish(tree: Tree): UnitPlan {
  const { draft, nodes } = tree;
  const before = new Map(draft.roster.units.map((unit) => [unit.id, unit]));
  const pathOf = (id: string) =>
    writePath((nodes.get(id)?.lineage ?? []).map((one) => nodes.get(one)?.name ?? ""));
  const writes = [...nodes.values()].filter((unit) => isUnitChanged(unit, before.get(unit.id)));
  for (const unit of writes) listUnitChange(tree, unit, { before: before.get(unit.id), pathOf });
  writes.sort((a, b) => a.lineage.length - b.lineage.length);
  const places = new Map<string, PlannedUnit>();
  for (const unit of nodes.values()) {
    const key = unit.lineage.map((one) => nodes.get(one)?.name).join(separator);
    const there = places.get(key);
    if (!there || isOver(there, draft.options.today)) places.set(key, unit);
  }
  return { units: nodes, find: (path) => places.get(keyOf(tree, path)), pathOf, writes };
}

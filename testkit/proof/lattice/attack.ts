import { groupBy } from "@/lib/domain/group-by";
import { seededRandom } from "@/lib/statistics/random";
import { possibleValues } from "./enumerate";
import { isAlike, publishedFigures, signature, summarize, type Told, toldMean } from "./told";

/** Positions whose value nobody could tell from what is published, those that are determined, and those given up on. */
export type Outcome = { open: number; determined: number[]; undecided: number[] };

/**
 * The lattice attacker on one measure: a value is open if another world, which is told alike, has another value there.
 * Such worlds are looked for first (two values swapped, moved apart or moved around a cycle of cells); where none is
 * found, all assignments of whole numbers are enumerated.
 * @param until stops at this time of `performance.now()`
 */
export function attack(told: Told, until: number): Outcome {
  const outcome: Outcome = { open: 0, determined: [], undecided: [] };
  const truth = signature(told, told.values);
  const places = placesOf(told);
  for (const alike of groupBy(unknownOf(told), (index) => likeness(told, places, index)).values()) {
    const verdict = decide(told, { index: alike[0]!, truth, places }, until);
    if (verdict === "open") outcome.open += alike.length;
    else outcome[verdict].push(...alike);
  }
  return outcome;
}

const unknownOf = ({ values, known }: Told) => [...values.keys()].filter((index) => !known.has(index));

/** Duos with the same value in the same cells, and the same possible values by their rows, have one result. */
function likeness({ values, domains }: Told, { group, column }: Places, index: number): string {
  return [group[index], column[index], values[index], domains[index]!.join(".")].join();
}

function decide(told: Told, one: Case, until: number): "open" | "determined" | "undecided" {
  if (hasOtherWorld(told, one)) return "open";
  const possible = enumerate(told, one.index, until);
  if ((possible && possible.size > 1) || staysPublishedAlike(told, one.index, until)) return "open";
  return possible ? "determined" : "undecided";
}

/** Worlds tried before a value is given up on. */
const TRIES = 5_000;

/**
 * Exact means of groups and pair types tell more than rounded ones do: another world with the same published figures
 * shows that a value is open all the same. The value moves, and pairs within groups move against each other at random
 * until the spread is as it was.
 */
function staysPublishedAlike(told: Told, index: number, until: number): boolean {
  const truth = publishedFigures(told, told.values).join();
  const random = seededRandom(index);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const steps = stepsOf(told, index).sort((a, b) => Math.abs(a) - Math.abs(b));
  const groups = told.groups
    .map((group) => group.filter((other) => other !== index && !told.known.has(other)))
    .filter((group) => group.length > 0);
  for (let attempt = 0; attempt < TRIES && performance.now() < until; attempt++) {
    const moves: [number, number][] = [[index, steps[Math.floor(attempt / 10) % steps.length]!]];
    for (let more = groups.length > 0 ? attempt % 10 : 0; more > 0; more--) {
      const [group, other] = [pick(groups), pick(groups)];
      const [up, down] = [pick(group), pick(random() < 0.8 ? group : other)];
      const by = pick(stepsOf(told, up));
      moves.push([up, by], [down, -by]);
    }
    const values = moved(told, moves);
    if (values && publishedFigures(told, values).join() === truth) return true;
  }
  return false;
}

/** The group and the column of each position; none where it is in no cell. */
type Places = { readonly group: Int32Array; readonly column: Int32Array };

function placesOf({ values, groups, columns }: Told): Places {
  const places = {
    group: new Int32Array(values.length).fill(-1),
    column: new Int32Array(values.length).fill(-1),
  };
  for (const [nth, group] of groups.entries()) for (const index of group) places.group[index] = nth;
  for (const [nth, column] of columns.entries()) for (const index of column) places.column[index] = nth;
  return places;
}

type Case = { readonly index: number; readonly truth: readonly number[]; readonly places: Places };

function hasOtherWorld(told: Told, one: Case): boolean {
  if (one.places.group[one.index] === -1) return told.domains[one.index]!.length > 1;
  return swaps(told, one) || movesApart(told, one) || movesAround(told, one);
}

/** Others in the same group and column, so in the same cells. */
function neighbours({ values, known }: Told, { index, places }: Case): number[] {
  return [...values.keys()].filter(
    (other) =>
      other !== index &&
      !known.has(other) &&
      places.group[other] === places.group[index] &&
      places.column[other] === places.column[index],
  );
}

const allows = ({ domains }: Told, index: number, value: number) => domains[index]!.includes(value);

/** Two values change places: no sum and no spread changes. */
function swaps(told: Told, one: Case): boolean {
  const { values } = told;
  const own = values[one.index]!;
  return neighbours(told, one).some(
    (other) => values[other] !== own && allows(told, one.index, values[other]!) && allows(told, other, own),
  );
}

/** One value moves alone, or one up and another of the same cells down by the same. */
function movesApart(told: Told, one: Case): boolean {
  const near = neighbours(told, one);
  return stepsOf(told, one.index).some(
    (step) =>
      isOtherWorld(told, one, [[one.index, step]]) ||
      near.some((other) =>
        isOtherWorld(told, one, [
          [one.index, step],
          [other, -step],
        ]),
      ),
  );
}

/** Up, down, up, down around two groups and two columns. */
function movesAround(told: Told, one: Case): boolean {
  const { group, column } = one.places;
  const unknown = [...told.values.keys()].filter((other) => other !== one.index && !told.known.has(other));
  const inColumn = unknown.filter((other) => column[other] === column[one.index]);
  const inGroup = unknown.filter((other) => group[other] === group[one.index]);
  return stepsOf(told, one.index).some((step) =>
    inColumn.some((second) =>
      inGroup.some((fourth) =>
        unknown
          .filter((third) => group[third] === group[second] && column[third] === column[fourth])
          .some((third) =>
            isOtherWorld(told, one, [
              [one.index, step],
              [second, -step],
              [third, step],
              [fourth, -step],
            ]),
          ),
      ),
    ),
  );
}

function stepsOf({ values, domains }: Told, index: number): number[] {
  return domains[index]!.map((value) => value - values[index]!).filter((step) => step !== 0);
}

/** Positions and by how many steps each moves. */
type Moves = readonly (readonly [position: number, step: number])[];

function isOtherWorld(told: Told, { truth }: Case, moves: Moves): boolean {
  const values = moved(told, moves);
  return values !== undefined && isAlike(truth, signature(told, values));
}

/** The values after some moves; undefined where a row rules one out. */
function moved(told: Told, moves: Moves): number[] | undefined {
  const values = [...told.values];
  for (const [index, step] of moves) values[index]! += step;
  return moves.every(([index]) => allows(told, index, values[index]!)) ? values : undefined;
}

/**
 * All values of one position in its group, the mean of the group told. Exhaustive where nothing but the group's own mean
 * holds its values: no pair type crosses it and no interval spans it.
 */
function enumerate(told: Told, index: number, until: number): Set<number> | undefined {
  const { values, domains, groups, known, columns, wide } = told;
  const nth = groups.findIndex((group) => group.includes(index));
  const group = groups[nth]!;
  const isCrossed = columns.some((column) => column.some((other) => group.includes(other)));
  if (isCrossed || wide.some((unit) => unit.includes(nth))) return undefined;
  const unknown = [index, ...group.filter((other) => other !== index && !known.has(other))];
  const own = summarize(
    values,
    group.filter((other) => known.has(other)),
  );
  const { count, sum: total } = summarize(values, group);
  const truth = toldMean({ count, sum: total });
  const accepts = (sum: number) => toldMean({ count, sum: sum + own.sum }) === truth;
  return possibleValues(
    { domains: unknown.map((other) => domains[other]!), accepts, usesSquares: false },
    until,
  )?.[0];
}

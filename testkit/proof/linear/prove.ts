import { groupBy } from "@/lib/domain/group-by";
import { dimensionCodes } from "@/lib/domain/published";
import type { PairTypeDuo } from "@/lib/publication/breakdown";
import type { CustomFigure } from "@/lib/publication/custom-answers";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import { maskedCells } from "@/lib/publication/masked-cells";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import type { CellReader } from "@/lib/publication/readers";
import { prepareTree } from "@/lib/publication/tree";
import { type Effort, type ProofReport, seeds } from "../report";
import { type RandomOrganization, randomOrganization } from "../worlds/random-organization";
import { hasSmallSupport } from "./linear-attacker";
import { hidingTheNextSmallest, plainThreshold, plainThresholdByPairType } from "./naive-rules";
import { type Members, type Publication, publishedTotals, subtreeMembers } from "./published-totals";

const organizations: Record<Effort, number> = { whole: 10_000, quick: 300 };
const controlled: Record<Effort, number> = { whole: 1_000, quick: 100 };

/** One measure of one organization. */
type Case = { organization: RandomOrganization; duos: readonly PairTypeDuo[]; members: Members };

/**
 * The exact linear attacker on everything that is masked: no rational combination of published totals depends on at
 * least one and fewer than 5 duos, or 4 for a leader who subtracts their own. In `scoped` duo rows are readable as
 * well; of a masked measure they tell who is counted, which this attacker knows anyway. Leaders read the cells that the
 * publisher names them as readers of.
 */
export function proveLinear(effort: Effort): ProofReport {
  let [cases, leaks] = [0, 0];
  const kept = { units: 0, large: 0, shares: 0, pairTypes: 0, largePairTypes: 0 };
  for (const one of casesOf(organizations[effort])) {
    const published = publish(one);
    const [means, shares] = [published.mean(), published.share()];
    cases += Object.keys(measureOf).length;
    for (const readBy of Object.values(published)) {
      if (leaksToAnybody(one, readBy()) || leaksToALeader(one, readBy)) leaks++;
    }
    const large = plainThreshold(one.members, one.duos);
    kept.units += means.units.size;
    kept.shares += shares.units.size;
    kept.large += large.size;
    kept.pairTypes += cellCount(means.pairTypes);
    kept.largePairTypes += cellCount(plainThresholdByPairType(one.members, one.duos, large));
  }
  return {
    name: "linear",
    organizations: organizations[effort],
    cases,
    leaks,
    undecided: 0,
    controls: naiveControls(controlled[effort]),
    figures: {
      unitsKept: share(kept.units, kept.large),
      unitsKeptForShares: share(kept.shares, kept.large),
      pairTypesKept: share(kept.pairTypes, kept.largePairTypes),
    },
  };
}

function naiveControls(count: number): ProofReport["controls"] {
  let [plain, nextSmallest, byPairType] = [0, 0, 0];
  const unitsOnly = (units: ReadonlySet<string>): Publication => ({ units, pairTypes: new Map() });
  for (const one of casesOf(count)) {
    const { organization, duos, members } = one;
    if (leaksToAnybody(one, unitsOnly(plainThreshold(members, duos)))) plain++;
    if (leaksToAnybody(one, unitsOnly(hidingTheNextSmallest(organization.units, members, duos))))
      nextSmallest++;
    const { units } = publish(one).mean();
    if (leaksToAnybody(one, { units, pairTypes: plainThresholdByPairType(members, duos, units) }))
      byPairType++;
  }
  const of = 2 * count;
  return [
    { name: "plain threshold", leaks: plain, of },
    { name: "hiding the next smallest sibling", leaks: nextSmallest, of },
    { name: "plain threshold by pair type", leaks: byPairType, of },
  ];
}

function* casesOf(count: number): Generator<Case> {
  for (const seed of seeds(count)) {
    const organization = randomOrganization(seed);
    for (const duos of organization.measures) {
      yield { organization, duos, members: subtreeMembers(organization.units, duos) };
    }
  }
}

/**
 * The kinds of masked measures, and the one that stands for each: two of them are an organization's own questions, one the
 * share of kept commitments.
 */
const measureOf = {
  mean: "dimension:TRUST",
  share: "watch",
  ownMean: "own:1",
  ownShare: "own:2:a",
  kept: "kept",
} as const;
type Kind = keyof typeof measureOf;
/** No value lies at an end: an end would withhold a cell from a leader that counting alone leaves to them. */
const MIDDLE = 50;

/**
 * What the product publishes of a case, and to whom: in `private`, where means have pair types. `scoped` publishes the
 * same cells of these measures without them.
 */
function publish({ organization, duos }: Case): Record<Kind, ReadBy> {
  const tree = prepareTree(organization.units, organization.leaders);
  const { cells, readers } = maskedCells({
    tree,
    duos: duos.map(toMaskedDuo),
    custom: customOf(duos),
    kept: new Map(duos.filter(({ counted }) => counted).map(({ duoId }) => [duoId, 0.5])),
    sharingMode: "private",
    hiddenLastCycle: new Map(
      Object.values(measureOf).map((measure) => [measure, organization.hiddenLastCycle]),
    ),
  });
  const keyOf = ({ unitId, measure, pairType }: Pick<CellReader, "unitId" | "measure" | "pairType">) =>
    `${unitId} ${measure} ${pairType}`;
  const visible = cells.filter((cell) => cell.visible);
  const keysOf = new Map(
    [...groupBy(readers, ({ personId }) => personId)].map(([personId, own]) => [
      personId,
      new Set(own.map(keyOf)),
    ]),
  );
  const readBy = (kind: Kind): ReadBy => {
    const ofKind = visible.filter(({ measure }) => measure === measureOf[kind]);
    return (personId) =>
      toPublication(
        personId === undefined ? ofKind : ofKind.filter((cell) => keysOf.get(personId)?.has(keyOf(cell))),
      );
  };
  return {
    mean: readBy("mean"),
    share: readBy("share"),
    ownMean: readBy("ownMean"),
    ownShare: readBy("ownShare"),
    kept: readBy("kept"),
  };
}

/** Own questions that the counted duos answered, in the middle of the scale and half for either option. */
function customOf(duos: readonly PairTypeDuo[]): CustomFigure[] {
  const answered = duos.filter(({ counted }) => counted).map(({ duoId }) => duoId);
  return [
    { slot: 1, kind: "scale", options: 5, chosen: new Map(answered.map((duoId) => [duoId, [2, 2]])) },
    { slot: 2, kind: "choice", options: 2, chosen: new Map(answered.map((duoId) => [duoId, [0, 1]])) },
  ];
}

/** The published cells of one measure that a person reads; all of them for nobody in particular. */
type ReadBy = (personId?: string) => Publication;

function toMaskedDuo({ counted, ...duo }: PairTypeDuo): MaskedDuo {
  return {
    ...duo,
    icFinal: true,
    managerFinal: true,
    status: null,
    level: null,
    agreement: null,
    dimensions: dimensionCodes.map((code) => (counted && code === "TRUST" ? MIDDLE : null)),
    mayBeWatched: counted,
    watched: false,
  };
}

function toPublication(cells: readonly MaskedCell[]): Publication {
  const typed = cells.filter(({ pairType }) => pairType !== "all");
  return {
    units: new Set(cells.filter(({ pairType }) => pairType === "all").map(({ unitId }) => unitId)),
    pairTypes: new Map(
      [...groupBy(typed, ({ unitId }) => unitId)].map(([unitId, ofUnit]) => [
        unitId,
        ofUnit.map(({ pairType }) => pairType),
      ]),
    ),
  };
}

/** Somebody who reads everything isolates fewer than 5 duos. */
function leaksToAnybody({ duos, members }: Case, publication: Publication): boolean {
  return hasSmallSupport(publishedTotals(members, duos, publication), 4);
}

/** A leader, reading what is theirs to read and knowing the values of their own duos, isolates fewer than 4 others. */
function leaksToALeader({ organization, duos, members }: Case, readBy: ReadBy): boolean {
  const ownDuos = new Map<string, Set<number>>();
  for (const { personId } of organization.leaders) ownDuos.set(personId, new Set());
  duos.forEach((duo, index) => {
    ownDuos.get(duo.icPersonId)?.add(index);
    ownDuos.get(duo.managerPersonId)?.add(index);
  });
  return [...ownDuos].some(([personId, own]) => {
    // Without duos of their own, a leader knows no more than the reader of everything.
    if (own.size === 0) return false;
    return hasSmallSupport(publishedTotals(members, duos, readBy(personId)), 3, own);
  });
}

const cellCount = (pairTypes: Publication["pairTypes"]) =>
  [...pairTypes.values()].reduce((sum, values) => sum + values.length, 0);

const share = (part: number, whole: number) => Math.round((1000 * part) / whole) / 1000;

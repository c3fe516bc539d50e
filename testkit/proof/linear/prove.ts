import { maskBreakdown, type PairTypeDuo } from "@/lib/publication/breakdown";
import { groupBy } from "@/lib/publication/group-by";
import { maskUnits } from "@/lib/publication/mask";
import type { MeasureKind } from "@/lib/publication/safe";
import { prepareTree } from "@/lib/publication/tree";
import { type Effort, type ProofReport, seeds } from "../report";
import { type RandomOrganization, randomOrganization } from "../worlds/random-organization";
import { hasSmallSupport } from "./linear-attacker";
import { hidingTheNextSmallest, plainThreshold, plainThresholdByPairType } from "./naive-rules";
import {
  type Members,
  type Publication,
  publishedTotals,
  readableUnits,
  subtreeMembers,
} from "./published-totals";

const organizations: Record<Effort, number> = { whole: 10_000, quick: 500 };
const controlled: Record<Effort, number> = { whole: 1_000, quick: 100 };

/** One measure of one organization. */
type Case = { organization: RandomOrganization; duos: readonly PairTypeDuo[]; members: Members };

/**
 * The exact linear attacker on everything that is masked: no rational combination of published totals depends on at
 * least one and fewer than 5 duos, or 4 for a leader who subtracts their own. In `scoped` duo rows are readable as
 * well; of a masked measure they tell who is counted, which this attacker knows anyway.
 */
export function proveLinear(effort: Effort): ProofReport {
  let [cases, leaks] = [0, 0];
  const kept = { units: 0, large: 0, shares: 0, pairTypes: 0, largePairTypes: 0 };
  for (const one of casesOf(organizations[effort])) {
    const means = publishedByTheRule(one, "mean");
    const shares = publishedByTheRule(one, "share");
    cases += 2;
    for (const publication of [means, shares]) {
      if (leaksToAnybody(one, publication) || leaksToALeader(one, publication)) leaks++;
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
    const { units } = publishedByTheRule(one, "mean");
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

/** Means are broken down by pair type, shares are not. */
function publishedByTheRule({ organization, duos }: Case, kind: MeasureKind): Publication {
  const tree = prepareTree(organization.units, organization.leaders);
  const mask = maskUnits({ tree, duos, hiddenLastCycle: organization.hiddenLastCycle, kind });
  const breakdown = kind === "mean" ? maskBreakdown({ tree, mask, duos }) : new Map();
  return {
    units: new Set([...mask].filter(([, unit]) => unit.visible).map(([unitId]) => unitId)),
    pairTypes: new Map([...breakdown].map(([unitId, values]) => [unitId, [...values.keys()]])),
  };
}

/** Somebody who reads everything isolates fewer than 5 duos. */
function leaksToAnybody({ duos, members }: Case, publication: Publication): boolean {
  return hasSmallSupport(publishedTotals(members, duos, publication, members.keys()), 4);
}

/** A leader, reading their units and knowing the values of their own duos, isolates fewer than 4 others. */
function leaksToALeader({ organization, duos, members }: Case, publication: Publication): boolean {
  const ownDuos = new Map<string, Set<number>>();
  for (const { personId } of organization.leaders) ownDuos.set(personId, new Set());
  duos.forEach((duo, index) => {
    ownDuos.get(duo.icPersonId)?.add(index);
    ownDuos.get(duo.managerPersonId)?.add(index);
  });
  const leaderships = groupBy(organization.leaders, (leader) => leader.personId);
  return [...leaderships].some(([personId, leads]) => {
    const own = ownDuos.get(personId)!;
    // Without duos of their own, a leader knows no more than the reader of everything.
    if (own.size === 0) return false;
    const readable = readableUnits(organization.units, new Set(leads.map((leader) => leader.unitId)));
    return hasSmallSupport(publishedTotals(members, duos, publication, readable), 3, own);
  });
}

const cellCount = (pairTypes: Publication["pairTypes"]) =>
  [...pairTypes.values()].reduce((sum, values) => sum + values.length, 0);

const share = (part: number, whole: number) => Math.round((1000 * part) / whole) / 1000;

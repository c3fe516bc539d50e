import { attributeValues, type DuoAttribute } from "../domain/duo-attributes";
import { groupBy } from "../domain/group-by";
import type { AgreementBand, StatusCode } from "../domain/published";
import { LEVEL_STEP } from "../publication/rounding";
import type { RowCounts } from "../publication/row-figures";
import { benjaminiHochberg } from "../statistics/benjamini-hochberg";
import { fisherExact } from "../statistics/fisher-exact";
import type { Interval } from "../statistics/interval";
import { wilsonInterval } from "../statistics/wilson";
import type { Beginnings } from "./beginnings";

/** The attributes that are compared; agreement is an outcome and no kind of duo. */
export const kindAttributes = [
  "grade",
  "pair",
  "tenure",
  "line",
  "team",
  "platform",
] as const satisfies readonly DuoAttribute[];
export type KindAttribute = (typeof kindAttributes)[number];

/** The states whose shares are compared. */
export const comparedStates = ["multiplying", "diverging"] as const satisfies readonly StatusCode[];
export type ComparedState = (typeof comparedStates)[number];

/** Below so many complete duos the counts are shown and nothing is stated (docs/measurement.md 4). */
export const KINDS_FROM = 20;
/** A difference is stated while at most one in ten of those stated is expected to be chance. */
export const KINDS_FALSE_DISCOVERIES = 0.1;

/** How a kind's share compares with that of all other kinds of the attribute. */
export type KindVerdict = "more" | "less" | "not-distinguishable";

export type KindShare = {
  readonly count: number;
  /** Wilson's 95% interval of the share, 0 to 1; undefined without a complete duo. */
  readonly interval: Interval | undefined;
  /** The duos of the other kinds, which this share is compared with. */
  readonly others: { readonly count: number; readonly complete: number };
  /** Fisher's p adjusted over all cells of the page; undefined where nothing is compared. */
  readonly q: number | undefined;
  /** Null where nothing is compared. */
  readonly verdict: KindVerdict | null;
};

/** The duos with one value of an attribute. */
export type Kind = {
  readonly value: string;
  readonly enrolled: number;
  readonly complete: number;
  readonly shares: Readonly<Record<ComparedState, KindShare>>;
  /** Median of the levels shown, 0 to 100; between two of them their mean. Null where no row shows a level. */
  readonly medianLevel: number | null;
  /** Duos by agreement band, of those with a band. */
  readonly agreement: Readonly<Record<AgreementBand, number>>;
};

export type KindBlock = { readonly attribute: KindAttribute; readonly kinds: readonly Kind[] };

export type Kinds = {
  /** Duos of the unit that were asked, and those of them that are complete. */
  readonly enrolled: number;
  readonly complete: number;
  /** Enough of them for statements. */
  readonly compared: boolean;
  readonly blocks: readonly KindBlock[];
};

/** What the rows with one value of an attribute add up to. */
export type KindCounts = {
  readonly attribute: KindAttribute;
  readonly value: string;
  readonly counts: RowCounts;
};

/** A kind that nobody stated is shown, and not compared. */
const isStated = (value: string): boolean => value !== "not-stated";

/**
 * Which kinds of duos multiply and which diverge: for each value of each attribute the share of complete duos with
 * Wilson's interval, compared with the duos of all other stated values by Fisher's exact test, Benjamini-Hochberg over
 * all of them (docs/measurement.md 4). An attribute with a single stated value compares nothing.
 * @param rows of one unit and cycle
 */
export function kindsOf(rows: readonly KindCounts[]): Kinds {
  const byAttribute = groupBy(rows, ({ attribute }) => attribute);
  // Every duo has one value of each attribute.
  const all = byAttribute.get("line") ?? [];
  const complete = sumOf(all, ({ counts }) => counts.complete);
  const compared = complete >= KINDS_FROM;
  const tests = rows.flatMap((row) =>
    comparedStates.map((state) => testOf(row, state, { byAttribute, compared })),
  );
  const adjusted = benjaminiHochberg(tests.map(({ p }) => p));
  const shareOf = new Map(tests.map((one, index) => [one.key, shareWith(one, adjusted[index])]));
  return {
    enrolled: sumOf(all, ({ counts }) => counts.enrolled),
    complete,
    compared,
    blocks: kindAttributes.flatMap((attribute) => {
      const found = byAttribute.get(attribute) ?? [];
      const kinds = attributeValues[attribute].flatMap((value) => {
        const row = found.find((one) => one.value === value);
        return row ? [kindOf(row, shareOf)] : [];
      });
      return kinds.length > 0 ? [{ attribute, kinds }] : [];
    }),
  };
}

/** The states whose shares can be told: none before states begin, and no diverging where no duo can diverge yet. */
export function statesToCompare(
  { blocks }: Kinds,
  begun: Pick<Beginnings, "states" | "trends">,
): ComparedState[] {
  const isThere = (state: ComparedState) =>
    blocks.some(({ kinds }) => kinds.some(({ shares }) => shares[state].count > 0));
  return comparedStates.filter(
    (state) => (state === "diverging" ? begun.trends : begun.states) || isThere(state),
  );
}

/** What the kinds say of the claim that a duo only works when the two are close in seniority. */
export type ClaimFound = "holds" | "contrary" | "open" | "unknown";

/**
 * The claim is tested by what is beyond chance: duos of the same grade against the others, and those two or more grades
 * apart against the others. Without two stated distances, or with too few duos, nothing is known.
 */
export function claimOf({ kinds }: KindBlock): ClaimFound {
  const better = { same: 0, more: 0 };
  let isTested = false;
  for (const { value, shares } of kinds) {
    if (value !== "same" && value !== "more") continue;
    for (const state of comparedStates) {
      const { verdict } = shares[state];
      if (verdict === null) continue;
      isTested = true;
      if (verdict !== "not-distinguishable")
        better[value] += (verdict === "more") === (state === "multiplying") ? 1 : -1;
    }
  }
  if (!isTested) return "unknown";
  const closeness = better.same - better.more;
  return closeness > 0 ? "holds" : closeness < 0 ? "contrary" : "open";
}

type Tested = {
  readonly key: string;
  readonly count: number;
  readonly complete: number;
  readonly others: KindShare["others"];
  readonly p: number | undefined;
};

const keyOf = ({ attribute, value }: KindCounts, state: ComparedState) => `${attribute} ${value} ${state}`;

function testOf(
  row: KindCounts,
  state: ComparedState,
  page: { byAttribute: ReadonlyMap<KindAttribute, readonly KindCounts[]>; compared: boolean },
): Tested {
  const rest = page.byAttribute
    .get(row.attribute)!
    .filter(({ value }) => value !== row.value && isStated(value));
  const { complete } = row.counts;
  const count = row.counts.states[state];
  const others = {
    count: sumOf(rest, ({ counts }) => counts.states[state]),
    complete: sumOf(rest, ({ counts }) => counts.complete),
  };
  const p =
    page.compared && isStated(row.value)
      ? fisherExact({ count, trials: complete }, { count: others.count, trials: others.complete })
      : undefined;
  return { key: keyOf(row, state), count, complete, others, p };
}

function shareWith({ count, complete, others }: Tested, q: number | undefined): KindShare {
  const more = count * others.complete > others.count * complete;
  const verdict =
    q === undefined ? null : q > KINDS_FALSE_DISCOVERIES ? "not-distinguishable" : more ? "more" : "less";
  return { count, interval: wilsonInterval(count, complete), others, q, verdict };
}

function kindOf(row: KindCounts, shareOf: ReadonlyMap<string, KindShare>): Kind {
  const { enrolled, complete, agreement, levels } = row.counts;
  const share = (state: ComparedState) => shareOf.get(keyOf(row, state))!;
  return {
    value: row.value,
    enrolled,
    complete,
    shares: { multiplying: share("multiplying"), diverging: share("diverging") },
    medianLevel: medianLevel(levels),
    agreement,
  };
}

/** The median of shown levels, given how many rows show 0, 5, … 100. */
function medianLevel(levels: readonly number[]): number | null {
  const duos = levels.reduce((sum, count) => sum + count, 0);
  if (duos === 0) return null;
  const shown = levels.flatMap((count, step) => new Array<number>(count).fill(LEVEL_STEP * step));
  return (shown[Math.floor((duos - 1) / 2)]! + shown[Math.floor(duos / 2)]!) / 2;
}

const sumOf = (rows: readonly KindCounts[], figure: (row: KindCounts) => number) =>
  rows.reduce((sum, row) => sum + figure(row), 0);

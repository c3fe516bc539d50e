import type { LinkingDecision } from "@/lib/statistics/linking-decision";
import { instrumentOf, lineageOf } from "./versions";

/** How the new wording of an item was linked to the old one in an organization (docs/measurement.md 6). */
export interface ItemLink {
  /** The version that has the new wording. */
  readonly version: string;
  readonly item: string;
  readonly decision: LinkingDecision;
  /** Of the line old = intercept + slope · new; null unless it is one. */
  readonly intercept: number | null;
  readonly slope: number | null;
}

/** Turns the score of an item's present wording into what it counts as, 0 to 100; undefined: it does not score. */
export type Adjust = (score: number) => number | undefined;
/** By item code; an item that is not in it counts as it is. */
export type Adjustments = ReadonlyMap<string, Adjust>;

const findLink = (links: readonly ItemLink[], version: string, item: string) =>
  links.find((link) => link.version === version && link.item === item);

/**
 * How the answers of a version count: along the line where one was found, and not at all where too few people answered both
 * wordings, so that scores rest on what both versions share. After a splice, or a break, they count as they are.
 */
export function adjustmentsFor(version: string, links: readonly ItemLink[]): Adjustments {
  const steps = new Map<string, Adjust[]>();
  const ended = new Set<string>();
  for (const { version: step, reworded = [] } of lineageOf(version)) {
    for (const item of reworded) {
      if (ended.has(item)) continue;
      const link = findLink(links, step, item);
      // What came before a break is another series.
      if (!link || link.decision === "break") ended.add(item);
      else steps.set(item, [...(steps.get(item) ?? []), adjustOf(link)]);
    }
  }
  return new Map(
    [...steps].map(([item, chain]) => [
      item,
      (score) =>
        chain.reduce<number | undefined>((now, adjust) => (now === undefined ? now : adjust(now)), score),
    ]),
  );
}

function adjustOf({ decision, intercept, slope }: ItemLink): Adjust {
  if (decision === "common-items") return () => undefined;
  if (decision !== "line" || intercept === null || slope === null) return (score) => score;
  return (score) => Math.min(100, Math.max(0, intercept + slope * score));
}

/**
 * Positions of the cycles that begin with a break, from 1: an item's new wording scores there for the first time, and it was
 * linked by a break or not at all.
 * @param versions of a history's cycles, oldest first; null where the cycle was withdrawn
 */
export function breakPositions(versions: readonly (string | null)[], links: readonly ItemLink[]): number[] {
  const breaks: number[] = [];
  let last: string | undefined;
  for (const [index, version] of versions.entries()) {
    if (version === null) continue;
    if (last !== undefined && isBreak(last, version, links)) breaks.push(index + 1);
    last = version;
  }
  return breaks;
}

function isBreak(from: string, to: string, links: readonly ItemLink[]): boolean {
  const known = new Set(lineageOf(from).map(({ version }) => version));
  return lineageOf(to)
    .filter(({ version }) => !known.has(version))
    .some(({ version, reworded = [] }) =>
      reworded.some((item) => (findLink(links, version, item)?.decision ?? "break") === "break"),
    );
}

/**
 * The items of which a version asks both wordings, and the version that has the new ones; none unless it is a
 * linking one.
 */
export function linkedItems(
  version: string,
): { readonly target: string; readonly items: readonly string[] } | undefined {
  const { linksTo, items } = instrumentOf(version);
  if (!linksTo) return undefined;
  return { target: linksTo, items: items.flatMap(({ links }) => links ?? []) };
}

import { insertRows } from "@/db/queries/insert-rows";
import { type CalendarCycle, listLinks } from "@/db/queries/publication";
import { publishedLinks } from "@/db/schema";
import type { Item } from "@/lib/instrument/instrument";
import {
  type Adjustments,
  adjustmentsFor,
  breakPositions,
  linkedItems,
} from "@/lib/instrument/versions/transitions";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import { LinkingAnswers } from "@/lib/publication/linking-answers";
import { addedItems } from "@/lib/publication/program-health";
import type { History } from "./calendar";
import type { CyclePublication } from "./cycle-publication";

/** How a cycle's version of the questions goes with the earlier ones (docs/measurement.md 6). */
export type Wordings = {
  /** How answers to new wordings count. */
  adjustments: Adjustments;
  /** Collects the answers to both wordings; undefined unless the cycle asks both. */
  linking: LinkingAnswers | undefined;
  /** Items that the version asks beside those of the first one; they have no score. */
  added: readonly Item[];
  /** Positions in a history of the cycles that begin with a break, from 1. */
  breaksIn: (history: Pick<History, "cycles">) => number[];
  /** Stores how the new wordings were linked. */
  writeLinks: () => Promise<void>;
};

/** The wordings of a cycle and its history, from what earlier cycles linked. */
export async function loadWordings(
  { tx, client, orgId, cycleId }: CyclePublication,
  version: string,
): Promise<Wordings> {
  const links = await listLinks(tx, orgId);
  const asksBoth = linkedItems(version);
  const linking = asksBoth && new LinkingAnswers(asksBoth.items);
  const versionOf = (cycle: CalendarCycle) => (cycle.state === "withdrawn" ? null : cycle.instrumentVersion);
  return {
    adjustments: adjustmentsFor(version, links),
    linking,
    added: addedItems(instrumentOf(version)),
    breaksIn: ({ cycles }) => breakPositions(cycles.map(versionOf), links),
    writeLinks: async () => {
      if (!asksBoth || !linking) return;
      const rows = linking.links().map(({ item, people, decision, link }) => ({
        orgId,
        cycleId,
        version: asksBoth.target,
        item,
        decision,
        people,
        shift: link?.shift ?? null,
        shiftLower: link?.shiftInterval.lower ?? null,
        shiftUpper: link?.shiftInterval.upper ?? null,
        correlation: link?.r ?? null,
        slope: link?.slope ?? null,
        intercept: link?.intercept ?? null,
        standardError: link?.seAtMean ?? null,
      }));
      await insertRows(client, publishedLinks, rows);
    },
  };
}

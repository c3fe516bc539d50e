import { createHash, randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import { findErased } from "@/db/queries/erasures";
import { currentDay, findAddressesElsewhere, readRoster } from "@/db/queries/roster/roster";
import type { Viewer } from "@/lib/domain/permissions";
import type { ImportSummary } from "@/lib/domain/roster-imports";
import { type Plan, planImport } from "@/lib/roster/plan";
import { isError, type RosterProblem } from "@/lib/roster/problems";
import { type Lines, type RosterFile, readLines } from "@/lib/roster/read-lines";
import type { Roster } from "@/lib/roster/roster";
import { type Rows, readRows } from "@/lib/roster/rows";

/** Everything that the files of an import say, and which of their addresses belong to other organizations. */
export type ReadFiles = { lines: Lines; rows: Rows; addressesElsewhere: ReadonlySet<string> };

/** Reads the files, without a connection: it takes a second for 20,000 lines. */
export async function readFiles(
  { orgId }: Pick<Viewer, "orgId">,
  files: readonly RosterFile[],
): Promise<ReadFiles> {
  const lines = readLines(files);
  const rows = readRows(lines.lines);
  const addresses = rows.person.flatMap(({ email }) => (email === undefined ? [] : [email]));
  const elsewhere = await findAddressesElsewhere(orgId, addresses);
  return { lines, rows, addressesElsewhere: new Set(elsewhere) };
}

/** What the files are compared with. */
type Present = { roster: Roster; today: string; erased: ReadonlySet<string> };

/** Reads the roster, and who of the files was erased. */
export async function readPresent(
  tx: Tx,
  { orgId }: Pick<Viewer, "orgId">,
  { rows }: ReadFiles,
): Promise<Present> {
  return {
    roster: await readRoster(tx, orgId),
    today: await currentDay(tx),
    erased: await findErased(
      tx,
      rows.person.flatMap(({ externalId, email = "" }) => [externalId, email]),
    ),
  };
}

/** Compares what the files say with the roster: seconds for a large one, in which this process does nothing else. */
export function planOn(
  { roster, today, erased }: Present,
  { personId }: Pick<Viewer, "personId">,
  { lines, rows, addressesElsewhere, complete }: ReadFiles & { complete: boolean },
): Plan {
  const plan = planImport(roster, rows, {
    today,
    selfId: personId,
    complete,
    kinds: lines.kinds,
    newId: randomUUID,
    addressesElsewhere,
    erased,
  });
  return { ...plan, problems: [...lines.problems, ...plan.problems] };
}

/** Names a list of changes: another roster or another list has another one. The ids of what is new are not in it. */
export function fingerprintOf({ items, tripped }: Plan): string {
  return createHash("sha256").update(JSON.stringify({ items, tripped })).digest("hex");
}

export function summaryOf({ items, problems, tripped }: Plan, { lines }: ReadFiles): ImportSummary {
  const counts = countBy(items, ({ kind, action }) => `${kind} ${action}`);
  const codes = countBy(problems, ({ code }) => code);
  return {
    lines: lines.lines.length,
    kinds: [...lines.kinds],
    counts: counts.map(([{ kind, action }, count]) => ({ kind, action, count })),
    problems: codes.map(([{ code }, count]) => ({ code, count })),
    errors: problems.filter(isError).length,
    tripped,
  };
}

/** How many there are of each, with the first of them. */
function countBy<T>(all: readonly T[], keyOf: (one: T) => string): [T, number][] {
  const counted = new Map<string, [T, number]>();
  for (const one of all) {
    const entry = counted.get(keyOf(one)) ?? [one, 0];
    entry[1] += 1;
    counted.set(keyOf(one), entry);
  }
  return [...counted.values()];
}

/** The first problems of each kind, as many as a page can show. */
export function firstOfEach(problems: readonly RosterProblem[], most: number): RosterProblem[] {
  const shown = new Map<string, number>();
  return problems.filter(({ code }) => {
    const before = shown.get(code) ?? 0;
    shown.set(code, before + 1);
    return before < most;
  });
}

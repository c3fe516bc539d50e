import { currentTime, type Tx, withViewer } from "@/db/client";
import { listKnownNames, listOwnRows, readOwnAccount, type StoredRow } from "@/db/queries/personal-data";
import type { Viewer } from "@/lib/domain/permissions";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/locales";
import { type ShownTableName, shownFields, shownTables } from "@/lib/personal-data/inventory";
import type { OwnData, OwnRow, OwnTable } from "@/lib/personal-data/own-data";
import { loadAnswersKept } from "../retention/answers-kept";
import { answersInWords, partnersIn } from "./answers";
import { type Known, ownValue } from "./values";

/** Everything that is stored about the viewer, read under their own policies. */
export function loadOwnData(viewer: Viewer): Promise<OwnData> {
  return withViewer(viewer, async (tx) => {
    const stored = await readStored(tx, viewer);
    const known = await loadKnown(tx, viewer, stored);
    const tables = shownTables.map((name): OwnTable => {
      const rows = newestFirst(stored.get(name)!, known.numbers).map((row) => ownRow(name, row, known));
      return { name, rows };
    });
    const answersKept = await loadAnswersKept(tx, viewer.orgId, viewer.personId);
    return { madeAt: await currentTime(tx), answersKept, tables };
  });
}

type Stored = ReadonlyMap<ShownTableName, readonly StoredRow[]>;

/** The rows of every table; what only `own_account` gives of a row is put beside what the policies give of it. */
async function readStored(tx: Tx, viewer: Viewer): Promise<Stored> {
  const account = await readOwnAccount(tx);
  const stored = new Map<ShownTableName, readonly StoredRow[]>();
  for (const name of shownTables) {
    const rows = await listOwnRows(tx, viewer, name);
    stored.set(name, rows.length > 0 ? rows : (account[name] ?? []));
  }
  const grades = new Map(account.duos?.map((row) => [row.id, row]));
  stored.set(
    "duos",
    stored.get("duos")!.map((row) => ({ ...row, ...grades.get(row.id) })),
  );
  return stored;
}

/** Names of what the rows point at, and the wordings of what was asked. */
async function loadKnown(
  tx: Tx,
  viewer: Viewer,
  stored: Stored,
): Promise<Known & { numbers: ReadonlyMap<string, number> }> {
  const { names, cycles } = await listKnownNames(tx, viewer);
  const words = dictionary(localeOf(viewer.locale));
  const { monthYear } = formats(localeOf(viewer.locale), viewer.timeZone);
  for (const { id, number, opensOn } of cycles) {
    names.set(id, words.personalData.cycle(String(number), monthYear(opensOn)));
  }
  return {
    names,
    words,
    viewer,
    numbers: new Map(cycles.map(({ id, number }) => [id, number])),
    answers: await answersInWords(tx, { viewer, words, names, rows: stored }),
    partnerIn: partnersIn({ viewer, words, names, rows: stored }),
  };
}

/** By the cycle that they belong to, else as they come. */
const newestFirst = (rows: readonly StoredRow[], numbers: ReadonlyMap<string, number>) =>
  [...rows].sort((a, b) => numberOf(b, numbers) - numberOf(a, numbers));
const numberOf = ({ cycle_id }: StoredRow, numbers: ReadonlyMap<string, number>) =>
  numbers.get(String(cycle_id)) ?? 0;

const ownRow = (name: ShownTableName, row: StoredRow, known: Known): OwnRow =>
  Object.fromEntries(
    shownFields(name).map((column) => [column, ownValue({ name, row, column }, known)] as const),
  );

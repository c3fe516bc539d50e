import { getViewSelectedFields, type SQLWrapper, sql } from "drizzle-orm";
import type { StatusCode } from "@/lib/domain/published";
import { bandFiles, duoDetailColumns, duoLineColumns } from "@/lib/insights/duo-columns";
import { cycles, cycleUnits, readableDuos } from "../../schema";
import { opensOn } from "../cycles";
import { csvColumn } from "../exports/columns";
import { unitOf } from "../joins";
import { previousOf } from "./previous";
import { sinceOf } from "./since";

/** The unit that a duo's row names, in the tree of its cycle. */
export const ownUnit = unitOf(readableDuos);
/**
 * What a unit of a cycle's tree is called where the tree does not show its place: by its path where the name
 * is another's too.
 */
export const unitLabel = sql<string>`coalesce(${cycleUnits.label}, ${cycleUnits.name})`;
/** That of a row, evaluated for the rows of a page alone, where a join would find the unit of every duo first. */
export const unitName = sql<string>`(select ${unitLabel} from ${cycleUnits} where ${ownUnit})`;

/** All of a row for the query around, which names what it takes; forty names take a sixth of a millisecond to write. */
export const wholeRow = { row: sql`${readableDuos}.*` };

type Duos = typeof readableDuos;

/** Where each column of a duo's row comes from: the column of the same name, unless it is told here. */
const storedIn = (duos: Duos) => ({
  ...getViewSelectedFields(duos),
  ...lastStatusOn(duos, duos.lastStatusCycleId),
  name: duos.displayName,
  unitName: unitLabel,
});

const lastStatusOn = (duos: Duos, cycleId: SQLWrapper) => ({
  lastStatusOn: sql<
    string | null
  >`(select ${opensOn} from ${cycles} where ${cycles.orgId} = ${duos}.org_id and ${cycles.id} = ${cycleId})`,
});

/** The same where a cycle may have been withdrawn after the row was published: what came before is looked up again. */
const recountedIn = (duos: Duos) => {
  const previous = previousOf(duos);
  return {
    ...storedIn(duos),
    ...previous,
    ...lastStatusOn(duos, previous.lastStatusCycleId),
    ...sinceOf(duos, "leaders"),
  };
};

function pick<Sources, Name extends keyof Sources>(sources: Sources, names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, sources[name]])) as Pick<Sources, Name>;
}

const namesOf = <Name extends string>(columns: Readonly<Record<Name, unknown>>) =>
  Object.keys(columns) as Name[];

const storedLine = pick(storedIn(readableDuos), namesOf(duoLineColumns));
const recountedLine = pick(recountedIn(readableDuos), namesOf(duoLineColumns));

/** What a row says of a duo. Without a withdrawn cycle the stored columns say it all, without a subquery. */
export const duoLine = ({ recounted }: { recounted: boolean }) => (recounted ? recountedLine : storedLine);
/** What came before a row is looked up in the rows that its reader may read, twice for each of them; no list shows it. */
const withoutPrevious = {
  previousStatus: sql<StatusCode | null>`null::text`,
  previousLevel: sql<number | null>`null::integer`,
};
/** What a list says of a duo. */
export const listedLine = (selection: { recounted: boolean }) => ({
  ...duoLine(selection),
  ...withoutPrevious,
});
/** What a list of changes says of a duo that is complete: what an incomplete one's last state was need not be looked up. */
export const changedLine = (selection: { recounted: boolean }) => ({
  ...duoLine(selection),
  lastStatusOn: sql<string | null>`null::text`,
});
/** The same in any other list. */
export const completeLine = (selection: { recounted: boolean }) => ({
  ...changedLine(selection),
  ...withoutPrevious,
});
/** What the page of a duo says. */
export const duoDetail = {
  ...recountedLine,
  ...pick(recountedIn(readableDuos), namesOf(duoDetailColumns)),
};

/** How files say what a query gives otherwise; the other columns are the same in both. */
const inFiles = {
  ...recountedIn(readableDuos),
  status: sql<string>`coalesce(${readableDuos.status}, 'incomplete')`,
};

function fileColumns(columns: Readonly<Record<string, { file: string | null }>>) {
  const written: readonly string[] = ["name", "unitName"];
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, { file }]) => {
      if (file === null) return [];
      const source = inFiles[name as keyof typeof inFiles];
      return [[file, written.includes(name) ? csvColumn(source, file) : source]];
    }),
  );
}

/** What a list says of a duo, as columns of a file. */
export const duoFileColumns = () => fileColumns(duoLineColumns);

/** What the page of a duo says besides, as columns of a file. */
export const duoDetailFileColumns = () => ({
  ...fileColumns(duoDetailColumns),
  ...Object.fromEntries(
    Object.entries(bandFiles).map(([code, file]) => [
      file,
      sql<string>`${readableDuos.dimensionBands} ->> ${sql.raw(`'${code}'`)}`,
    ]),
  ),
});

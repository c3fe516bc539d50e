import { getTableColumns, sql } from "drizzle-orm";
import { bandFiles, duoDetailColumns, duoLineColumns } from "@/lib/insights/duo-columns";
import { cycles, cycleUnits, publishedDuos } from "../../schema";
import { opensOn } from "../cycles";
import { csvColumn } from "../exports/columns";
import { unitOf } from "../joins";
import { previousOf } from "./previous";
import { sinceOf } from "./since";

/** The unit that a duo's row names, in the tree of its cycle. */
export const ownUnit = unitOf(publishedDuos);

type Duos = typeof publishedDuos;

/** Where each column of a duo's row comes from: the column of the same name, unless it is told here. */
const sourcesIn = (duos: Duos) => ({
  ...getTableColumns(duos),
  ...previousOf(duos),
  ...sinceOf(duos, "leaders"),
  name: duos.displayName,
  unitName: cycleUnits.name,
  lastStatusOn: sql<
    string | null
  >`(select ${opensOn} from ${cycles} where ${cycles.orgId} = ${duos}.org_id and ${cycles.id} = ${previousOf(duos).lastStatusCycleId})`,
});
type Sources = ReturnType<typeof sourcesIn>;

function pick<Name extends keyof Sources>(sources: Sources, names: readonly Name[]): Pick<Sources, Name> {
  return Object.fromEntries(names.map((name) => [name, sources[name]])) as Pick<Sources, Name>;
}

const namesOf = <Name extends string>(columns: Readonly<Record<Name, unknown>>) =>
  Object.keys(columns) as Name[];

/** What a list says of a duo. */
export const duoLine = pick(sourcesIn(publishedDuos), namesOf(duoLineColumns));
/** What the page of a duo says. */
export const duoDetail = { ...duoLine, ...pick(sourcesIn(publishedDuos), namesOf(duoDetailColumns)) };

/** How files say what a query gives otherwise; the other columns are the same in both. */
const inFilesOf = (duos: Duos) => ({
  ...sourcesIn(duos),
  status: sql<string>`coalesce(${duos.status}, 'incomplete')`,
});

function fileColumns(columns: Readonly<Record<string, { file: string | null }>>, duos: Duos) {
  const sources = inFilesOf(duos);
  const written: readonly string[] = ["name", "unitName"];
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, { file }]) => {
      if (file === null) return [];
      const source = sources[name as keyof typeof sources];
      return [[file, written.includes(name) ? csvColumn(source, file) : source]];
    }),
  );
}

/** What a list says of a duo, as columns of a file. */
export const duoFileColumns = (duos: Duos = publishedDuos) => fileColumns(duoLineColumns, duos);

/** What the page of a duo says besides, as columns of a file. */
export const duoDetailFileColumns = (duos: Duos = publishedDuos) => ({
  ...fileColumns(duoDetailColumns, duos),
  ...Object.fromEntries(
    Object.entries(bandFiles).map(([code, file]) => [
      file,
      sql<string>`${duos.dimensionBands} ->> ${sql.raw(`'${code}'`)}`,
    ]),
  ),
});

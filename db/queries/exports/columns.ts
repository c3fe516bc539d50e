import { sql } from "drizzle-orm";
import { dimensionCodes } from "@/lib/domain/published";
import { cycleUnits, publishedDuos } from "../../schema";

/** The rows of a file, and the names of its columns. */
export type Export = {
  columns: readonly string[];
  query: { toSQL(): { sql: string; params: unknown[] } };
};

/** What a file says of the one cycle it is about. */
export type ExportedCycle = { id: string; number: number; opensAt: Date };

/** A text that people wrote: no spreadsheet may take it for a formula. */
export const csvText = (text: unknown) => sql<string>`csv_text(${text})`;
/** An instant in UTC: "2026-11-02T09:00:00Z". */
export const csvInstant = (at: unknown) =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The same in every row of a file about one cycle. */
export const cycleColumns = ({ number, opensAt }: ExportedCycle) => ({
  cycle: sql<number>`${number}::int`,
  cycle_opened_at: sql<string>`${`${opensAt.toISOString().slice(0, 19)}Z`}::text`,
});

type Duos = typeof publishedDuos;

/** What a list says of a duo. */
export const duoColumns = (duos: Duos = publishedDuos) => ({
  duo_id: duos.duoId,
  duo: csvText(duos.displayName),
  unit_id: duos.unitId,
  unit: csvText(cycleUnits.name),
  pair_type: duos.pairType,
  status: sql<string>`coalesce(${duos.status}, 'incomplete')`,
  reason: duos.reason,
  since_on: duos.sinceOn,
  level: duos.level,
  agreement: duos.agreement,
  months_together: duos.tenureMonths,
});

const band = (code: string) => sql<string>`${publishedDuos.dimensionBands} ->> ${sql.raw(`'${code}'`)}`;

/** What the page of a duo says besides. Trust has no band. */
export const duoDetailColumns = {
  grades_apart: sql<number>`abs(${publishedDuos.gradeGap})`,
  cycles_in_status: publishedDuos.statusCycles,
  previous_status: publishedDuos.previousStatus,
  previous_level: publishedDuos.previousLevel,
  level_band: publishedDuos.levelBand,
  ...Object.fromEntries(
    dimensionCodes
      .filter((code) => code !== "TRUST")
      .map((code) => [`band_${code.toLowerCase()}`, band(code)]),
  ),
};

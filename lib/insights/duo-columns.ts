import type { PairType } from "../domain/pair-types";
import {
  type AgreementBand,
  type DimensionBands,
  type LevelBand,
  type SharedDimensionCode,
  type StatusCode,
  sharedDimensionCodes,
  type TeamSizeBand,
} from "../domain/published";

/** A column: its type in the code, and its name in files; null for one that files spread over several columns. */
const column = <Type>() => {
  return <File extends string | null>(file: File) =>
    ({ file }) as { readonly file: File; readonly type?: Type };
};

/**
 * What a list says of a duo. The row type, the select lists, the columns of files and the dictionary's keys all follow
 * from here: a new column for leaders is one line here, in the schema, in the publisher and in the dictionary.
 */
export const duoLineColumns = {
  duoId: column<string>()("duo_id"),
  name: column<string>()("duo"),
  unitId: column<string>()("unit_id"),
  unitName: column<string>()("unit"),
  pairType: column<PairType>()("pair_type"),
  status: column<StatusCode | null>()("status"),
  reason: column<string>()("reason"),
  /** Calendar day on which the cycle opened since which the state holds. */
  sinceOn: column<string | null>()("since_on"),
  /** Days on which the first and the last cycle opened of the interval in which a diverging duo's change began. */
  sinceFromOn: column<string | null>()("since_from_on"),
  sinceToOn: column<string | null>()("since_to_on"),
  /** Points by which the level of a declining duo fell, in steps of 5. */
  fall: column<number | null>()("level_fall"),
  level: column<number | null>()("level"),
  agreement: column<AgreementBand | null>()("agreement"),
  /** For an incomplete duo: calendar day on which the last cycle opened in which it had a status. */
  lastStatusOn: column<string | null>()("last_status_on"),
  /** Steps between the two grades without a direction, null when one is not stated. */
  gradeDistance: column<number | null>()("grades_apart"),
  tenureMonths: column<number>()("months_together"),
  /** The manager is the IC's line manager. */
  lineManager: column<boolean>()("line_manager"),
  teamSize: column<TeamSizeBand | null>()("team_size"),
  /** The duo's unit is a platform team. */
  platform: column<boolean>()("platform_team"),
  previousStatus: column<StatusCode | null>()("previous_status"),
  previousLevel: column<number | null>()("previous_level"),
} as const;

/** What the page of a duo says besides. */
export const duoDetailColumns = {
  statusCycles: column<number>()("cycles_in_status"),
  levelBand: column<LevelBand | null>()("level_band"),
  dimensionBands: column<DimensionBands | null>()(null),
} as const;

type Columns = Readonly<Record<string, { readonly file: string | null; readonly type?: unknown }>>;
type RowOf<C extends Columns> = { readonly [Name in keyof C]: Exclude<C[Name]["type"], undefined> };

/** A duo as one line of a list that leaders read. */
export type DuoLine = RowOf<typeof duoLineColumns>;
/** A duo as its page shows it. */
export type DuoDetail = DuoLine & RowOf<typeof duoDetailColumns>;

/** The columns of files that hold a duo's dimension bands, by dimension; Trust has none. */
export const bandFiles = Object.fromEntries(
  sharedDimensionCodes.map((code) => [code, `band_${code.toLowerCase()}`]),
) as { readonly [Code in SharedDimensionCode]: `band_${Lowercase<Code>}` };

type Files<C extends Columns> = Exclude<C[keyof C]["file"], null>;
/** Every column of files that says something of a duo. */
export type DuoFileColumn =
  | Files<typeof duoLineColumns>
  | Files<typeof duoDetailColumns>
  | (typeof bandFiles)[SharedDimensionCode];

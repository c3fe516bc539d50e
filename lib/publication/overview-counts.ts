import {
  type AgreementBand,
  agreementBands,
  type LevelBand,
  levelBands,
  type StatusCode,
  statusCodes,
} from "../domain/published";
import type { DuoRow } from "./duo-row";

/** Whether a duo was complete in the cycle before too, or not; or was last complete at another place of the tree. */
export type CompleteBefore = "here" | "elsewhere" | "not";

/** The columns of a row that the map and the changes since the cycle before are counted from. */
export type OverviewRow = Pick<DuoRow, "status" | "levelBand" | "agreement" | "previousStatus"> & {
  readonly before: CompleteBefore;
};

/** What rows add up to on the map and in changes, as lists of numbers: how the database keeps it. */
export type OverviewCounts = {
  /** Duos on the map: level band by agreement band by state, the states of a cell next to each other. */
  readonly places: number[];
  /** Duos complete in the cycle before too, at the same place: by the state before, and by the one now. */
  readonly steps: number[];
  /** The same of duos whose state before is older. */
  readonly older: number[];
  /** Duos whose state before was at another place of the tree, where not all who read them now read it. */
  readonly elsewhere: number;
};

/** Where `steps` and `older` count from one state to another. */
export const stepAt = (from: StatusCode, to: StatusCode) =>
  statusCodes.indexOf(from) * statusCodes.length + statusCodes.indexOf(to);
/** Where `places` counts a state in a cell of the map. */
export const placeAt = (level: LevelBand, agreement: AgreementBand, status: StatusCode) =>
  (levelBands.indexOf(level) * agreementBands.length + agreementBands.indexOf(agreement)) *
    statusCodes.length +
  statusCodes.indexOf(status);

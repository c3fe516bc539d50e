import type {
  AgreementBand,
  DriverStanding,
  LevelBand,
  PublishedDriver,
  StatusCode,
} from "../domain/published";
import type { CycleComparison } from "./changes";
import type { ChangedDuo } from "./changes-view";
import type { CustomQuestionFigures } from "./custom-figures";
import type { Figure } from "./figures";
import type { CycleFacts, InsightsFrame } from "./frame";
import type { KeptUnit } from "./kept-promises";
import type { TrackedDuo } from "./tracked-duo";
import type { Difference } from "./unit-differences";
import { isSilent, type UnitStates } from "./unit-states";

/** Where a duo is on the map of level and agreement, and in which state. */
export type MapCell = {
  readonly level: LevelBand;
  readonly agreement: AgreementBand;
  readonly status: StatusCode;
};
export type MapCount = MapCell & { readonly count: number };
export type MapDuo = MapCell & { readonly id: string; readonly name: string; readonly reason: string };

/** The most duos that are drawn one by one on the map: a reader can still tell these apart. */
export const MAP_DUOS_SHOWN = 150;

/** A unit's line of a heatmap. */
export type HeatUnit = {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  /** Complete and enrolled duos; null where they are hidden. */
  readonly counted: number | null;
  readonly enrolled: number | null;
  /** In the order of `heatMeasures`. */
  readonly figures: readonly Figure[];
  /** In the same order: what differs beyond chance from the rest that the reader may read; of a mean, its verdict. */
  readonly differences: readonly (Difference | null)[];
  /** Something of it is compared: with the company, or with a rest that the reader may read. */
  readonly isCompared: boolean;
};

/** A unit's figures in one cycle of the charts over time. */
export type PastCycle = {
  readonly cycle: CycleFacts;
  readonly states: UnitStates;
  readonly level: Figure;
};

/** Whether any cycle of the charts over time has something to show. */
export const hasHistory = (past: readonly PastCycle[]): boolean =>
  past.some(({ level, states }) => level.kind === "mean" || (hasCounts(states) && !isSilent(states)));

/** Whether the duos in each state are counted: a private cycle has bands of their shares alone. */
export const hasCounts = (states: UnitStates): boolean =>
  !states.hidden && states.states.every(({ value }) => value !== null);

/** What leaders read by name, in cycles that show duos. */
export type OverviewDuos = {
  readonly comparison: CycleComparison;
  readonly changes: readonly ChangedDuo[];
  /** The map of level and agreement, counted. */
  readonly mapCounts: readonly MapCount[];
  /** The same duos one by one, where there are at most `MAP_DUOS_SHOWN`. */
  readonly mapDuos: readonly MapDuo[];
  /** Duos needing attention: diverging, then strained. */
  readonly first: readonly TrackedDuo[];
};

/** Which dimensions go with the partner's next multiplier answer, over the whole organization. */
export type PublishedDrivers = {
  readonly standing: DriverStanding;
  readonly duos: number;
  /** Of the variance, by all dimensions together, in whole percent; null unless one is named. */
  readonly explained: number | null;
  /** `named`: all, largest first. `candidates`: the first few, in the instrument's order. `hidden`: null. */
  readonly drivers: readonly PublishedDriver[] | null;
};

/** A unit's line of the table of units: its own figures, never added to those of another. */
export type UnitBeside = {
  readonly id: string;
  readonly name: string;
  readonly states: UnitStates;
  readonly level: Figure;
};

/** A unit that the reader leads. */
export type UnitCard = UnitBeside & { readonly comparison: CycleComparison | undefined };

type Common = { readonly frame: InsightsFrame };

export type Overview = Common &
  (
    | { readonly kind: "withdrawn" }
    /** Several units led and none chosen: a card for each, not their sum. */
    | { readonly kind: "cards"; readonly cards: readonly UnitCard[] }
    | {
        readonly kind: "unit";
        readonly states: UnitStates;
        readonly duos: OverviewDuos | undefined;
        readonly heat: readonly HeatUnit[];
        /** The same units by state, participation and level. */
        readonly beside: readonly UnitBeside[];
        /** How many units right below are in neither table. */
        readonly moreUnits: number;
        readonly past: readonly PastCycle[];
        /** Of the whole unit alone. */
        readonly custom: readonly CustomQuestionFigures[];
        readonly kept: readonly KeptUnit[];
        readonly tracked: readonly CycleFacts[];
        /** At the root only, and of the whole organization under every filter. */
        readonly drivers: PublishedDrivers | undefined;
      }
  );

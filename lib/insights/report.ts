import type { ActionKind } from "../domain/noted-actions";
import type { Move } from "./changes";
import type { FollowUp } from "./follow-up";
import type { CycleFacts, InsightsFrame } from "./frame";
import type { Kinds } from "./kinds";
import type { HeatUnit, PastCycle } from "./overview";
import type { Recovery } from "./recoveries";
import type { ReportRange } from "./report-range";

/** What changed between neighbours of the range, over the duos complete in both cycles of a step. */
export type ReportChanges = {
  /** How many pairs of cycles were compared; none where no two neighbours show duos. */
  readonly steps: number;
  /** Duos compared, each once for every step. */
  readonly compared: number;
  readonly moves: readonly Move[];
  readonly recoveries: readonly Recovery[];
};

/** What leaders noted as done in the time of the range's cycles: from the opening of the first to the next opening. */
export type ReportActions = {
  readonly duos: number;
  readonly kinds: readonly { readonly kind: ActionKind; readonly count: number }[];
  /** A cycle of the range showed duos under a promise that names actions. */
  readonly promised: boolean;
};

export type RangeReport = {
  readonly kind: "range";
  readonly frame: InsightsFrame;
  readonly range: ReportRange;
  /** The figures of each cycle of the range, oldest first. */
  readonly past: readonly PastCycle[];
  /** Cycles in which the unit had another parent or other units below it than the cycle before. */
  readonly reorganized: ReadonlySet<string>;
  readonly changes: ReportChanges;
  /** The units below in the last cycle, the unit itself first unless it is the whole company. */
  readonly units: readonly HeatUnit[];
  /** Of the last cycle; undefined where it shows no duos. */
  readonly kinds: Kinds | undefined;
  readonly actions: ReportActions;
  readonly followUp: FollowUp | undefined;
};

/** What a report says, or why it says nothing. */
export type Report =
  | RangeReport
  | { readonly kind: "withdrawn"; readonly frame: InsightsFrame }
  | { readonly kind: "reversed"; readonly frame: InsightsFrame; readonly from: CycleFacts };

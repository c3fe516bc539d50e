import { z } from "zod";
import type { UnitChoice } from "../insights/choices";
import type { Side } from "../instrument/answers";
import { type PageInView, rowsWanted } from "./paging";
import { storableText } from "./text";

/** What of the board is wanted, as a URL has it; what makes no sense is left out. */
export const boardWanted = rowsWanted.and(
  z
    .object({
      q: storableText().max(100).optional().catch(undefined),
      unit: z.uuid().optional().catch(undefined),
      show: z.enum(["missing"]).optional().catch(undefined),
    })
    .catch({}),
);
export type BoardWanted = z.output<typeof boardWanted>;

/**
 * One partner's side: whether they have submitted, and the calendar day of their zone on which they were last reminded in
 * this cycle.
 */
export type Seat = {
  personName: string;
  submitted: boolean;
  /** Declined this cycle, so that no reminder is needed. */
  declined: boolean;
  remindedOn: string | null;
};
/**
 * A duo on the board. The sides are null where the admin reads the duo's row as a leader too: from them they would learn
 * who of the two is silent.
 */
export type BoardDuo = {
  duoId: string;
  displayName: string;
  unitId: string;
  complete: boolean;
} & Record<Side, Seat | null>;

/** How many duos are complete, and how many sides have submitted of the duos whose sides are known. */
export type BoardCount = {
  duos: number;
  complete: number;
  known: number;
  /** Sides that declined, of those the admin may know of. */
  declined: number;
} & Record<Side, number>;
/** The same for one unit and all units below it; `unitId` is null for duos of the chosen unit itself. */
export type BoardUnit = BoardCount & { unitId: string | null; name: string };

/** One page of who has submitted in a cycle. */
export type Board = {
  cycleId: string;
  wanted: BoardWanted;
  /** All of the cycle, and what belongs to the chosen unit. */
  whole: BoardCount;
  chosen: BoardCount;
  units: readonly UnitChoice[];
  unit: UnitChoice;
  below: readonly BoardUnit[];
  view: PageInView;
  lines: readonly BoardDuo[];
};

/** Sides that have neither submitted nor declined, of the duos whose sides are known. */
export const missingSides = ({ known, ic, manager, declined }: BoardCount) =>
  2 * known - ic - manager - declined;

/**
 * Below this share of complete duos it is said first how few they are: to an admin who closes early and to a leader who
 * reads figures.
 */
export const FEW_COMPLETE = 0.6;
/** Whether so few are complete that it is said first. */
export const isThin = ({ complete, duos }: BoardCount) => complete < FEW_COMPLETE * duos;

import { z } from "zod";
import type { Side } from "@/lib/instrument/answers";
import type { FormState } from "./form-state";
import { REVISION_AT_MOST } from "./revisions";
import { limitedText } from "./text";

/** Length of each of a moment's texts, in characters. */
const longestText = 300;

/** What is stored of an impact moment, encrypted as a whole. */
export type MomentContent = {
  /** What the two achieved. */
  what: string;
  /** The calendar day, "2026-11-02". */
  day: string;
  /** What each of the two brought; empty where nothing was said. */
  ic: string;
  manager: string;
};

/** An impact moment as one of the two sees it: what it says now, which may be a change that waits. */
export type Moment = MomentContent & {
  id: string;
  revision: number;
  /** Whether the reader wrote it last: then it is the partner who confirms it. */
  mine: boolean;
  confirmedAt: Date | null;
  /** What both confirmed, while a change of it waits for the partner of its writer: it stands until then. */
  agreed: ConfirmedMoment | null;
};

export type ConfirmedMoment = MomentContent & { confirmedAt: Date };

/** What both partners confirmed of a moment, also while a change of it waits; null for one that was never confirmed. */
export function standing({ agreed, confirmedAt, what, day, ic, manager }: Moment): ConfirmedMoment | null {
  return agreed ?? (confirmedAt && { what, day, ic, manager, confirmedAt });
}

const text = () => limitedText(longestText, "too-long");
const ofDuo = z.object({ duoId: z.uuid() });
const known = z.object({
  momentId: z.uuid(),
  revision: z.coerce.number().int().min(1).max(REVISION_AT_MOST),
});

/** Which moment, as the writer knows it: confirmed, removed or brought back. */
export const knownMomentInput = ofDuo.extend(known.shape);
/** What somebody writes of a moment; a new one has no `known` yet, and gets the id of its form. A day before 2000 is mistyped. */
export const momentInput = ofDuo.extend({
  known: known.optional(),
  newId: z.uuid().optional(),
  what: text().refine((what) => what !== "", "empty"),
  day: z.iso.date("day").refine((day) => day >= "2000-01-01", "day"),
  ic: text(),
  manager: text(),
});

/**
 * What became of a change. `stale`: it was changed in the meantime, by the partner or in another tab; `now` is what it says,
 * or undefined when it was removed, and `side` the writer's. `own`: who wrote it last cannot confirm it. `confirmed`: the
 * partner confirmed it, so that it is not removed any more. `closed`: the duo has ended.
 */
export type MomentOutcome =
  | { kind: "saved" | "own" | "confirmed" | "closed" }
  | { kind: "stale"; now: Moment | undefined; side: Side };

/** The fields of a moment's form, as typed. `momentId` is empty for a new one, which gets `newId`. */
export type MomentTyped = Record<
  "momentId" | "revision" | "newId" | "what" | "day" | "ic" | "manager",
  string
>;
export type MomentFormState = FormState<MomentTyped>;

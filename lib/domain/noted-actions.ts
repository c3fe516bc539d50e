import { z } from "zod";
import { isDuring, type OpeningDay } from "./cycles";
import type { FormState } from "./form-state";
import { promiseNames } from "./promises";

/** What a leader can note that was done for a duo. */
export const actionKinds = [
  "celebrated",
  "talked",
  "coach",
  "facilitated",
  "re-scoped",
  "roles",
  "line-changed",
  "left-alone",
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Whether the promise of this version tells people that leaders note actions. */
export const promiseNamesActions = (version: string): boolean => promiseNames("actions", version);

/** For how many hours the leader who noted an action may take it back. */
export const ACTION_HOURS = 24;

const action = z.object({ duoId: z.uuid(), kind: z.enum(actionKinds, "kind"), on: z.iso.date("day") });

/** A new action; `cycleId` is the cycle whose row of the duo the leader was reading. */
export const noteActionInput = action.extend({ cycleId: z.uuid() });
/** The action that its author takes back, by what it says: the same is noted once for a day. */
export const takeBackActionInput = action;

/** An action as its readers see it: the two partners and the leaders of the duo's unit. */
export type NotedAction = {
  readonly kind: ActionKind;
  /** The calendar day on which it was done, "2026-11-02". */
  readonly on: string;
};

/** The same for leaders. */
export type LeadersAction = NotedAction & {
  /** The reader noted it, less than a day ago. */
  readonly canTakeBack: boolean;
};

/**
 * What became of an action. `already`: the same was noted for that day, by this leader or by another one. `not-promised`:
 * the cycle's promise does not name actions. `ended`: the duo is none any more. `gone`: it is not there any more, or a day
 * has passed.
 */
export type ActionOutcome = { kind: "saved" | "already" | "not-promised" | "ended" | "gone" };

/** The fields of the form, as chosen. */
export type ActionTyped = { readonly kind: string; readonly on: string };
export type ActionFormState = FormState<ActionTyped>;

/**
 * Actions done between the opening of a cycle and that of the next one.
 * @param next undefined for the newest cycle
 */
export function actionsDuring<A extends NotedAction>(
  actions: readonly A[],
  cycle: OpeningDay,
  next: OpeningDay | undefined,
): A[] {
  return actions.filter(({ on }) => isDuring(on, cycle, next));
}

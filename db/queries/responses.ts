import { type AnyColumn, sql } from "drizzle-orm";
import type { CycleState, SharingMode } from "@/lib/domain/cycles";
import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { Side } from "@/lib/instrument/answers";
import { type CustomQuestion, isAskable } from "@/lib/instrument/custom-questions";
import { idLiteral } from "../client";
import { answerWithdrawals, cycleDeclines, duoCycles } from "../schema";
import { isThere } from "./by-key";

/** A duo's cycle as a key. */
export type DuoCycleKey = DuoCycle & { orgId: string };
/** One person's side of a duo's cycle. */
export type Enrolment = DuoCycleKey & { personId: string };

/**
 * Whether a person of the row's duo asked for their answers of the cycle to be removed, as far as the viewer may know it.
 * @param condition a further condition on the request `w`
 */
export const hasWithdrawn = (person: string | AnyColumn, condition = "") =>
  isThere(
    sql`${answerWithdrawals} w where w.org_id = ${duoCycles.orgId} and w.cycle_id = ${duoCycles.cycleId} and w.duo_id = ${duoCycles.duoId} and w.person_id = ${person}${sql.raw(condition && ` ${condition}`)}`,
  );

/** Whether a person declined the cycle of the row's duo, as far as the viewer may know it. */
export const hasDeclined = (personId: string) =>
  isThere(
    sql`${cycleDeclines} n where n.org_id = ${duoCycles.orgId} and n.cycle_id = ${duoCycles.cycleId} and n.duo_id = ${duoCycles.duoId} and n.person_id = ${personId}::uuid`,
  );

/** The duo's cycle as a partner may know it, with both names. */
type PartnersCycle = DuoCycle & {
  displayName: string;
  icPersonId: string;
  managerPersonId: string;
  firstCycle: boolean;
  closed: boolean;
  /** When the duo ended or was paused while the cycle was open. */
  leftAt: Date | null;
  lineManager: boolean;
  number: number;
  state: CycleState;
  sharingMode: SharingMode;
  promiseVersion: string;
  retentionMonths: number;
  instrumentVersion: string;
  closesAt: Date;
  /** Past its closing time. */
  late: boolean;
  /** The viewer declined it. */
  declined: boolean;
  /** The viewer asked for their answers to be removed and cannot answer again. */
  withdrawn: boolean;
  /** Both were final, and the partner withdrew their answers since: the viewer's own change no more. */
  fixed: boolean;
};

/** What a survey is made of, and what becomes of its answers, as `survey_state` gives it. */
export type SurveyState = {
  /** Whether it was locked to be written, and had not closed before. */
  takes: boolean;
  duoCycle: PartnersCycle;
  /** Sides that are final. */
  finals: readonly Side[];
  /** Of the viewer's duos in this cycle the first by id, and the first of those that are asked for the first time. */
  firstDuo: string;
  firstNewDuo: string | null;
  /** The duo's last cycle before this one, and the places in which it has commitments. */
  before: { cycleId: string; opensOn: string; slots: readonly number[] } | null;
  /** The questions of the organization's own that the cycle asks. */
  own: readonly CustomQuestion[];
  response: {
    revision: number;
    submittedAt: Date | null;
    submissionKey: string | null;
    writeKey: string;
  } | null;
};

/**
 * The statement that gives the state of a survey; `stateIn` reads what came of it. To write, it locks the duo's cycle
 * against a close or the partner's submission.
 */
export const surveyState = ({ cycleId, duoId }: DuoCycle, purpose: "to-read" | "to-write"): string =>
  `select survey_state(${idLiteral(cycleId)}, ${idLiteral(duoId)}, ${purpose === "to-write"}) as state`;

/** A state as JSON has it: with instants as texts. */
type StateInJson = Omit<SurveyState, "duoCycle" | "response"> & {
  duoCycle: Omit<PartnersCycle, "closesAt" | "leftAt"> & { closesAt: string; leftAt: string | null };
  response:
    | (Omit<NonNullable<SurveyState["response"]>, "submittedAt"> & { submittedAt: string | null })
    | null;
};

const instant = (text: string | null) => (text === null ? null : new Date(text));

/** The state in the rows of `surveyState`; undefined when the viewer is not one of the two. */
export function stateIn(rows: readonly unknown[]): SurveyState | undefined {
  const { state } = rows[0] as { state: StateInJson | null };
  if (!state) return undefined;
  const { duoCycle, response } = state;
  return {
    ...state,
    own: state.own.filter(isAskable),
    duoCycle: {
      ...duoCycle,
      closesAt: new Date(duoCycle.closesAt),
      leftAt: instant(duoCycle.leftAt),
    },
    response: response && { ...response, submittedAt: instant(response.submittedAt) },
  };
}

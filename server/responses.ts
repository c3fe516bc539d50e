import { z } from "zod";
import { type Tx, withViewer } from "@/db/client";
import { findPartner } from "@/db/queries/duos";
import { loadOwnAnswers, loadRemains, writeAnswers } from "@/db/queries/response-parts";
import { type Enrolment, type SurveyState, stateIn, surveyState } from "@/db/queries/responses";
import type { SharingMode } from "@/lib/domain/cycles";
import { type DuoCycle, duoCycleInput } from "@/lib/domain/duo-cycle";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import { REVISION_AT_MOST } from "@/lib/domain/revisions";
import type { Side } from "@/lib/instrument/answers";
import { commentClasses, commentItem } from "@/lib/instrument/comments";
import { ratingItem } from "@/lib/instrument/commitment-ratings";
import { splitByClass } from "@/lib/instrument/confidentiality";
import { customItem } from "@/lib/instrument/custom-questions";
import type { Item } from "@/lib/instrument/instrument";
import type { Ended, Refusal, Remains, SaveOutcome, Stored, SubmitOutcome } from "@/lib/instrument/outcomes";
import { type Question, question } from "@/lib/instrument/question";
import { isProfileCycle, questionnaire } from "@/lib/instrument/questionnaire";
import { draftSchema, messagesByItem, submissionSchema } from "@/lib/instrument/schema";
import { inAskedOrder, instrumentOf } from "@/lib/instrument/versions/versions";
import { type DueCommitments, dueCommitments } from "./duos/commitments";
import { DomainError } from "./errors";
import { parseOrNotFound } from "./http/parse";

const draftInput = z.object({
  revision: z.int().min(0).max(REVISION_AT_MOST),
  promiseVersion: z.string().max(40),
  answers: z.record(z.string().max(20), z.unknown()),
  key: z.uuid(),
});

export type Survey = {
  cycleId: string;
  duoId: string;
  duoName: string;
  partnerName: string;
  side: Side;
  closesAt: Date;
  sharingMode: SharingMode;
  promiseVersion: string;
  /** For how many months the cycle's raw answers are kept at most, as the promise says. */
  retentionMonths: number;
  /** Whether this person has accepted the promise of this cycle. */
  accepted: boolean;
  stored: Stored;
  questions: readonly Question[];
  /** What the two promised in the cycle before, when that opened, and what is asked about it before everything else. */
  due: DueCommitments | undefined;
  /**
   * `open`: answers can change. `locked`: both are final. `fixed`: both were, and the partner withdrew theirs since.
   * `closed`: the cycle takes no answers of anybody. Where it is still open for others, `left`: the duo ended or was paused
   * in it, or `withdrawn`: this person withdrew their answers.
   */
  state: "open" | "locked" | "fixed" | "closed" | "withdrawn" | "left";
  /** What there is of the answers once the state is not `open` any more. */
  remains: Remains | undefined;
  leftAt: Date | null;
  submittedAt: Date | null;
  /** Whether this person declined the cycle; they can still answer it. */
  declined: boolean;
  /** The manager of the duo is the other one's line manager, as it was when the cycle opened. */
  lineManager: boolean;
};

/** One person's survey of one duo's cycle: who they are in it, what is asked, and whether it takes answers. */
type SurveyContext = {
  enrolment: Enrolment;
  side: Side;
  /** The instrument's, and the organization's own. */
  items: readonly Item[];
  /** Ratings of due commitments, a comment and a note. */
  beside: readonly Item[];
  found: SurveyState;
  state: Survey["state"];
  partnerFinal: boolean;
};

/** The viewer's survey; a duo that is not theirs reads as not found. */
function contextOf(viewer: Viewer, place: DuoCycle, rows: readonly unknown[]): SurveyContext {
  const found = stateIn(rows);
  if (!found) throw new DomainError("not-found");
  const { duoCycle, finals, before, own } = found;
  const side = sideOf(duoCycle, viewer.personId);
  const partnerFinal = finals.some((one) => one !== side);
  const closed = duoCycle.state !== "open" || duoCycle.closed || duoCycle.late || duoCycle.withdrawn;
  return {
    enrolment: { orgId: viewer.orgId, personId: viewer.personId, ...place },
    side,
    found,
    partnerFinal,
    beside: [...(before?.slots ?? []).map(ratingItem), ...commentClasses.map(commentItem)],
    state: closed
      ? "closed"
      : stateOfOpen({ fixed: duoCycle.fixed, both: partnerFinal && finals.includes(side) }),
    items: [...itemsFor(viewer, found), ...own.map(customItem)],
  };
}

/** Whether answers still change in a cycle that is open. */
const stateOfOpen = ({ fixed, both }: { fixed: boolean; both: boolean }) =>
  fixed ? "fixed" : both ? "locked" : "open";

/** The instrument's items that the viewer is asked, in the order of theirs. Of their duos the first asks about themselves. */
function itemsFor(viewer: Viewer, { duoCycle, firstDuo, firstNewDuo }: SurveyState): readonly Item[] {
  const { number: cycleNumber, firstCycle: firstForDuo, instrumentVersion, duoId } = duoCycle;
  const profileDuo = isProfileCycle(cycleNumber) ? firstDuo : firstNewDuo;
  const ownProfileAnswered = profileDuo !== null && profileDuo !== duoId;
  const asked = { cycleNumber, firstForDuo, ownProfileAnswered };
  return inAskedOrder(questionnaire(asked, instrumentOf(instrumentVersion)), viewer.personId);
}

/** The survey as this person reads it, with what they answered so far. */
export async function loadSurvey(viewer: Viewer, target: unknown): Promise<Survey> {
  const place = parseOrNotFound(duoCycleInput, target);
  const read = async (tx: Tx, _client: unknown, rows: unknown[]): Promise<Survey> => {
    const { enrolment, side, items, found, state } = contextOf(viewer, place, rows);
    const { duoCycle, before, response } = found;
    const partnerName =
      (await findPartner(tx, viewer.orgId, partnerOf(duoCycle, viewer.personId)))?.givenName ?? "";
    return {
      cycleId: duoCycle.cycleId,
      duoId: duoCycle.duoId,
      duoName: duoCycle.displayName,
      partnerName,
      side,
      closesAt: duoCycle.closesAt,
      sharingMode: duoCycle.sharingMode,
      promiseVersion: duoCycle.promiseVersion,
      retentionMonths: duoCycle.retentionMonths,
      accepted: response !== null,
      stored: await storedOf(tx, enrolment, response),
      questions: items.map((item) => question(item, { side, partnerName, firstForDuo: duoCycle.firstCycle })),
      due: await dueCommitments(tx, enrolment, before ?? undefined),
      state: state === "closed" ? whyClosed(duoCycle) : state,
      remains: state === "open" ? undefined : await loadRemains(tx, enrolment),
      leftAt: duoCycle.leftAt,
      submittedAt: response?.submittedAt ?? null,
      declined: duoCycle.declined,
      lineManager: duoCycle.lineManager,
    };
  };
  return withViewer(viewer, read, surveyState(place, "to-read"));
}

/** Why a survey takes no answers: the cycle closed for everybody, or while it is open for others this duo or person left. */
function whyClosed({
  state,
  late,
  withdrawn,
  leftAt,
}: SurveyState["duoCycle"]): Exclude<Ended["kind"], "locked"> {
  if (state !== "open") return "closed";
  if (withdrawn) return "withdrawn";
  return leftAt !== null && !late ? "left" : "closed";
}

async function storedOf(tx: Tx, enrolment: Enrolment, response: SurveyState["response"]): Promise<Stored> {
  return {
    revision: response?.revision ?? 0,
    answers: await loadOwnAnswers(tx, enrolment),
    key: response?.writeKey,
  };
}

const isTaken = ({ found, state }: SurveyContext) => found.takes && state === "open";

/** The refusal of answers that a survey does not take, with what there is of this person's instead. */
async function notTaken(tx: Tx, { enrolment, found, state }: SurveyContext): Promise<Ended> {
  const isLocked = state === "locked" || state === "fixed";
  return {
    kind: isLocked ? "locked" : whyClosed(found.duoCycle),
    ...(await loadRemains(tx, enrolment)),
  };
}

/** Checks answers and stores them, under the lock that the context was read with. */
async function write(
  tx: Tx,
  { enrolment, side, items, beside, found }: SurveyContext,
  { input, submits }: { input: z.infer<typeof draftInput>; submits: boolean },
): Promise<{ revision: number } | Refusal> {
  const schemaOf = submits ? submissionSchema : draftSchema;
  const answers = schemaOf([...items, ...beside]).safeParse(input.answers);
  if (!answers.success) return { kind: "invalid", messages: messagesByItem(answers.error) };
  const { promiseVersion, instrumentVersion } = found.duoCycle;
  if (input.promiseVersion !== promiseVersion) throw new DomainError("invalid");
  const { revision: known, key } = input;
  const parts = splitByClass(answers.data);
  const stored = { side, revision: known, promiseVersion, instrumentVersion, key, submits, parts };
  const revision = await writeAnswers(tx, enrolment, stored);
  return revision === null
    ? { kind: "stale", ...(await storedOf(tx, enrolment, found.response)) }
    : { revision };
}

/** Stores everything answered so far as a draft, which never counts: only a submission does. */
export async function saveDraft(viewer: Viewer, target: unknown, input: unknown): Promise<SaveOutcome> {
  const draft = draftInput.safeParse(input);
  if (!draft.success) throw new DomainError("invalid");
  const place = parseOrNotFound(duoCycleInput, target);
  const save = async (tx: Tx, _client: unknown, rows: unknown[]): Promise<SaveOutcome> => {
    const context = contextOf(viewer, place, rows);
    if (!isTaken(context)) return notTaken(tx, context);
    const written = await write(tx, context, { input: draft.data, submits: false });
    return "kind" in written ? written : { kind: "saved", ...written };
  };
  return withViewer(viewer, save, surveyState(place, "to-write"));
}

/**
 * Submits the answers: checked against the instrument, written as final, the draft removed, all or nothing. A repeat
 * with the same key gets the same outcome and changes nothing.
 */
export async function submitResponse(
  viewer: Viewer,
  target: unknown,
  input: unknown,
): Promise<SubmitOutcome> {
  const submission = draftInput.safeParse(input);
  if (!submission.success) throw new DomainError("invalid");
  const place = parseOrNotFound(duoCycleInput, target);
  const submit = async (tx: Tx, _client: unknown, rows: unknown[]): Promise<SubmitOutcome> => {
    // Read under the lock: the partner may have become final while this request waited for it.
    const context = contextOf(viewer, place, rows);
    const { found, partnerFinal: revealed } = context;
    const { response, duoCycle } = found;
    if (response?.submissionKey === submission.data.key && !duoCycle.withdrawn) {
      return { kind: "submitted", revision: response.revision, revealed };
    }
    if (!isTaken(context)) return notTaken(tx, context);
    const written = await write(tx, context, { input: submission.data, submits: true });
    return "kind" in written ? written : { kind: "submitted", ...written, revealed };
  };
  return withViewer(viewer, submit, surveyState(place, "to-write"));
}

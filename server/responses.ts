import { z } from "zod";
import { type Tx, withViewer } from "@/db/client";
import { takenSlots } from "@/db/queries/commitments";
import { listCycleQuestions } from "@/db/queries/custom-questions";
import { findCycleBefore, findFirstProfileDuo, findPartner } from "@/db/queries/duos";
import { queuePartnerMail } from "@/db/queries/outbox";
import { loadOwnAnswers, removeDraft, writeParts } from "@/db/queries/response-parts";
import {
  type Enrolment,
  findDuoCycle,
  findResponse,
  listSides,
  lockOpenDuoCycle,
  markFinal,
  raiseRevision,
} from "@/db/queries/responses";
import { type WithdrawalOutcome, withdrawOwnAnswers } from "@/db/queries/withdrawals";
import type { Commitment } from "@/lib/domain/commitments";
import type { SharingMode } from "@/lib/domain/cycles";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import { REVISION_AT_MOST } from "@/lib/domain/revisions";
import type { Side } from "@/lib/instrument/answers";
import { commentClasses, commentItem } from "@/lib/instrument/comments";
import { ratingItem } from "@/lib/instrument/commitment-ratings";
import { splitByClass } from "@/lib/instrument/confidentiality";
import { customItem } from "@/lib/instrument/custom-questions";
import type { Item } from "@/lib/instrument/instrument";
import type { Refusal, SaveOutcome, Stored, SubmitOutcome } from "@/lib/instrument/outcomes";
import { type Question, question } from "@/lib/instrument/question";
import { questionnaire } from "@/lib/instrument/questionnaire";
import { draftSchema, messagesByItem, submissionSchema } from "@/lib/instrument/schema";
import { inAskedOrder, instrumentOf } from "@/lib/instrument/versions/versions";
import { recordAudit } from "./audit/record";
import { dueCommitments } from "./duos/commitments";
import { DomainError } from "./errors";

const targetInput = z.object({ cycleId: z.uuid(), duoId: z.uuid() });
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
  due: { opensOn: string; commitments: readonly Commitment[] } | undefined;
  /**
   * `left`: the duo ended or was paused in this cycle, which is open for others. `open`: answers can change. `locked`: both are final. `closed`: the cycle takes no answers of this person.
   * `withdrawn`: nor does it, while it is open, because they withdrew their answers.
   */
  state: "open" | "locked" | "closed" | "withdrawn" | "left";
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
  /** The duo's cycle before this one, whose commitments are rated first. */
  cycleBefore: Awaited<ReturnType<typeof findCycleBefore>>;
  duoCycle: NonNullable<Awaited<ReturnType<typeof findDuoCycle>>>;
  state: Survey["state"];
  partnerFinal: boolean;
};

/** The viewer's survey; a duo that is not theirs reads as not found. */
async function loadContext(tx: Tx, viewer: Viewer, input: unknown): Promise<SurveyContext> {
  const parsed = targetInput.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  const enrolment = { orgId: viewer.orgId, personId: viewer.personId, ...parsed.data };
  const duoCycle = await findDuoCycle(tx, enrolment);
  if (!duoCycle) throw new DomainError("not-found");
  const side = sideOf(duoCycle, viewer.personId);
  const bothSides = await listSides(tx, enrolment);
  const profileDuo = await findFirstProfileDuo(tx, enrolment, duoCycle.number);
  const partnerFinal = bothSides.some((one) => one.side !== side && one.finalAt !== null);
  const ownFinal = bothSides.some((one) => one.side === side && one.finalAt !== null);
  const cycleBefore = await findCycleBefore(tx, enrolment, duoCycle.number);
  const slots = cycleBefore ? await takenSlots(tx, { ...enrolment, cycleId: cycleBefore.cycleId }) : [];
  const closed = duoCycle.state !== "open" || duoCycle.closed || duoCycle.late || duoCycle.withdrawn;
  return {
    enrolment,
    side,
    duoCycle,
    partnerFinal,
    cycleBefore,
    beside: [...slots.map(ratingItem), ...commentClasses.map(commentItem)],
    state: closed ? "closed" : partnerFinal && ownFinal ? "locked" : "open",
    items: [
      ...inAskedOrder(
        questionnaire(
          {
            cycleNumber: duoCycle.number,
            firstForDuo: duoCycle.firstCycle,
            ownProfileAnswered: profileDuo !== undefined && profileDuo !== enrolment.duoId,
          },
          instrumentOf(duoCycle.instrumentVersion),
        ),
        viewer.personId,
      ),
      ...(await listCycleQuestions(tx, enrolment)).map(customItem),
    ],
  };
}

/** The survey as this person reads it, with what they answered so far. */
export function loadSurvey(viewer: Viewer, input: unknown): Promise<Survey> {
  return withViewer(viewer, async (tx) => {
    const { enrolment, side, items, cycleBefore, duoCycle, state } = await loadContext(tx, viewer, input);
    const response = await findResponse(tx, enrolment);
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
      accepted: response !== undefined,
      stored: await storedOf(tx, enrolment, response),
      questions: items.map((item) => question(item, { side, partnerName, firstForDuo: duoCycle.firstCycle })),
      due: await dueCommitments(tx, enrolment, cycleBefore),
      state: state === "closed" ? whyClosed(duoCycle) : state,
      leftAt: duoCycle.leftAt,
      submittedAt: response?.submittedAt ?? null,
      declined: duoCycle.declined,
      lineManager: duoCycle.lineManager,
    };
  });
}

/** Why a survey takes no answers: the cycle closed for everybody, or while it is open for others this duo or person left. */
function whyClosed({ state, late, withdrawn, leftAt }: SurveyContext["duoCycle"]): Survey["state"] {
  if (state !== "open") return "closed";
  if (withdrawn) return "withdrawn";
  return leftAt !== null && !late ? "left" : "closed";
}

async function storedOf(
  tx: Tx,
  enrolment: Enrolment,
  response: Awaited<ReturnType<typeof findResponse>>,
): Promise<Stored> {
  return {
    revision: response?.revision ?? 0,
    answers: await loadOwnAnswers(tx, enrolment),
    key: response?.writeKey,
  };
}

async function stale(tx: Tx, enrolment: Enrolment): Promise<Refusal> {
  return { kind: "stale", ...(await storedOf(tx, enrolment, await findResponse(tx, enrolment))) };
}

/** Stores everything answered so far as a draft, which never counts: only a submission does. */
export async function saveDraft(viewer: Viewer, target: unknown, input: unknown): Promise<SaveOutcome> {
  const draft = draftInput.safeParse(input);
  if (!draft.success) throw new DomainError("invalid");
  return withViewer(viewer, async (tx) => {
    const { enrolment, side, items, beside, duoCycle, state } = await loadContext(tx, viewer, target);
    if (state !== "open" || !(await lockOpenDuoCycle(tx, enrolment))) {
      return { kind: state === "locked" ? "locked" : "closed" };
    }
    const answers = draftSchema([...items, ...beside]).safeParse(draft.data.answers);
    if (!answers.success) return { kind: "invalid", messages: messagesByItem(answers.error) };
    if (draft.data.promiseVersion !== duoCycle.promiseVersion) throw new DomainError("invalid");
    const revision = await raiseRevision(tx, enrolment, {
      side,
      revision: draft.data.revision,
      promiseVersion: duoCycle.promiseVersion,
      instrumentVersion: duoCycle.instrumentVersion,
      key: draft.data.key,
      submits: false,
    });
    if (revision === undefined) return stale(tx, enrolment);
    await writeParts(tx, enrolment, { stage: "draft", parts: splitByClass(answers.data) });
    return { kind: "saved", revision };
  });
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
  const { key, revision: known, promiseVersion } = submission.data;
  return withViewer(viewer, async (tx) => {
    const unlocked = await loadContext(tx, viewer, target);
    const { enrolment, side, items, beside, duoCycle } = unlocked;
    const open = unlocked.state !== "closed" && (await lockOpenDuoCycle(tx, enrolment));
    // Under the lock: the partner may have become final while this request waited for it.
    const { partnerFinal, state, duoCycle: now } = await loadContext(tx, viewer, target);
    const present = await findResponse(tx, enrolment);
    if (present?.submissionKey === key && !now.withdrawn) {
      return { kind: "submitted", revision: present.revision, revealed: partnerFinal };
    }
    if (state === "locked") return { kind: "locked" };
    if (!open || state === "closed") return { kind: "closed" };
    const answers = submissionSchema([...items, ...beside]).safeParse(submission.data.answers);
    if (!answers.success) return { kind: "invalid", messages: messagesByItem(answers.error) };
    if (promiseVersion !== duoCycle.promiseVersion) throw new DomainError("invalid");
    const revision = await raiseRevision(tx, enrolment, {
      side,
      revision: known,
      promiseVersion,
      instrumentVersion: duoCycle.instrumentVersion,
      key,
      submits: true,
    });
    if (revision === undefined) return stale(tx, enrolment);
    await writeParts(tx, enrolment, { stage: "final", parts: splitByClass(answers.data) });
    await removeDraft(tx, enrolment);
    await markFinal(tx, enrolment);
    await queuePartnerMail(tx, enrolment);
    return { kind: "submitted", revision, revealed: partnerFinal };
  });
}

/**
 * Withdraws the viewer's answers in a duo's cycle, for good. Before the close all own parts go, the reveal ends for both
 * and the cycle takes no answers of this person any more; between the close and the publication it waits for the
 * publication; afterwards raw answers and person scores go, published rows stay, and the partner reads "deleted".
 */
export async function withdrawResponse(viewer: Viewer, target: unknown): Promise<WithdrawalOutcome> {
  const parsed = targetInput.safeParse(target);
  if (!parsed.success) throw new DomainError("not-found");
  return withViewer(viewer, (tx) => withdrawOne(tx, viewer, parsed.data));
}

/** In the transaction of the viewer; refuses with "not-found" where they are not one of the two. */
export async function withdrawOne(
  tx: Tx,
  viewer: Viewer,
  { cycleId, duoId }: z.infer<typeof targetInput>,
): Promise<WithdrawalOutcome> {
  const outcome = await withdrawOwnAnswers(tx, { cycleId, duoId });
  if (!outcome) throw new DomainError("not-found");
  if (outcome !== "withdrawn-before") {
    await recordAudit(tx, viewer, {
      action: "answers.withdrawn",
      subjectId: duoId,
      detail: { cycle: cycleId, outcome },
    });
  }
  return outcome;
}

import type { Commitment, DuoCommitments } from "@/lib/domain/commitments";
import type { CycleState, SharingMode } from "@/lib/domain/cycles";
import type { Moment } from "@/lib/domain/moments";
import type { NotedAction } from "@/lib/domain/noted-actions";
import type { PairType } from "@/lib/domain/pair-types";
import type { AgreementBand, DimensionBands, StatusCode } from "@/lib/domain/published";
import type { UnreadableParts } from "@/lib/domain/unreadable";
import type { Pairing } from "@/lib/guide/pairing";
import type { Side } from "@/lib/instrument/answers";
import type { ComparedCustomQuestion } from "@/lib/instrument/custom-questions";
import type { DuoFacts } from "@/lib/publication/duo-facts";
import type { Reveal, RevealAllocation } from "@/lib/scoring/reveal";
import type { Guess } from "@/lib/scoring/reveal-rows";

/**
 * How far one partner is in an open cycle. `changed`: submitted, with a draft of changes beside it, which does not count.
 * `final`: both partners have submitted, and both can read the shared answers. `fixed`: both had, and the partner withdrew
 * theirs since, so that there is nothing to read and nothing to change.
 */
export type Progress = "not-started" | "draft" | "changed" | "submitted" | "final" | "fixed";

/** A survey that a person can answer now. */
export type SurveyDue = {
  cycleId: string;
  duoId: string;
  duoName: string;
  partnerName: string;
  closesAt: Date;
  progress: Progress;
  partnerSubmitted: boolean;
  /** The person declined the cycle: they owe no answer, and can still give one. */
  declined: boolean;
};

/** What leaders read of a duo: the figures of their own history, and the facts frozen at the opening. */
export type PublishedForLeaders = Omit<PublishedForPartners, "watchDeclining" | "watchApart"> & DuoFacts;

/** What the two partners may read of their duo's published result. */
export type PublishedForPartners = {
  complete: boolean;
  status: StatusCode | null;
  reason: string;
  sinceOn: string | null;
  /** First days of the cycles between which a diverging duo's change began. */
  sinceFromOn: string | null;
  sinceToOn: string | null;
  /** Points by which the level of a declining duo fell since then, in steps of 5. */
  fall: number | null;
  level: number | null;
  agreement: AgreementBand | null;
  dimensionBands: DimensionBands | null;
  watchDeclining: boolean;
  watchApart: boolean;
};

/** One cycle of a duo, for its two partners. */
export type DuoCycleSummary = {
  cycleId: string;
  number: number;
  /** The calendar day on which it opened, in its own zone. */
  opensOn: string;
  state: CycleState;
  sharingMode: SharingMode;
  /** The version of the questions that it asked. */
  instrumentVersion: string;
  withdrawnReason: string | null;
  /** Both partners have submitted and neither withdrew their answers, so both can read the shared ones. */
  revealed: boolean;
  /** The reader withdrew their answers; of the partner nothing is said here. */
  withdrew: boolean;
  /** When one of the two noted that they talked about it. */
  talkedAt: Date | null;
  published: PublishedForPartners | null;
  /** Null in `private`, and before the publication. */
  forLeaders: PublishedForLeaders | null;
};

/**
 * Whether a duo took no part in a cycle between two of its own. A withdrawn cycle in which it took part was not missed,
 * though nothing of it is shown.
 * @param cycles all of the duo, in any state
 */
export function hasMissed(
  cycles: readonly { readonly number: number }[],
  before: { readonly number: number },
  now: { readonly number: number },
): boolean {
  const between = cycles.filter(({ number }) => number > before.number && number < now.number);
  return between.length < now.number - before.number - 1;
}

/** A duo of the viewer, with the last cycle that has a published result. */
export type OwnDuo = {
  duoId: string;
  name: string;
  pairType: PairType;
  partnerName: string;
  /** The day on which the duo ended, such as when a partner was replaced. */
  endedOn: string | null;
  /** No cycle asks about it until it goes on. */
  paused: boolean;
  /** It goes on, and the cycle that is open does not ask about it any more: it stopped in between. */
  leftOpen: boolean;
  latest: DuoCycleSummary | undefined;
  /** The newest cycle, if the reader withdrew their answers of it. */
  withdrew: { opensOn: string } | undefined;
  /** All of its cycles, among which one is named. */
  cycles: readonly { opensOn: string }[];
  /** What the two promised each other and have not both rated yet; none once the duo has ended. */
  promised: readonly Commitment[];
  side: Side;
};

/**
 * A right to read published rows of one's duos as a leader: whose, of which unit, since when, and until when where it is over.
 * The name is empty where it was erased. `addressSet`: an admin set their address before their
 * first sign-in, as `granted_to_address_set()` of the database says.
 */
export type OwnReader = {
  id: string;
  name: string;
  unitName: string;
  grantedAt: Date;
  endedAt: Date | null;
  addressSet: boolean;
};

/** What a person's home page shows. */
export type Home = {
  due: readonly SurveyDue[];
  duos: readonly OwnDuo[];
  /** Duos that no cycle has asked yet; the other partner's name is null where it cannot be read. */
  coming: readonly { duoId: string; name: string; partnerName: string | null }[];
  /** Leaders who may read published rows of this person's duos, or lately could, by name, and those who got that right lately. */
  readers: readonly OwnReader[];
  newReaders: readonly OwnReader[];
  /** The next cycles that will open by themselves and ask this person, at most three; none when cycles are opened by hand. */
  next: readonly { id: string; opensAt: Date; closesAt: Date }[];
  now: Date;
};

/** Surveys that the person has yet to submit. */
export function owed(due: readonly SurveyDue[]): readonly SurveyDue[] {
  return due.filter(
    ({ progress, declined }) => !declined && (progress === "not-started" || progress === "draft"),
  );
}

/** Surveys that the person has submitted and the partner has not. */
export function waiting(due: readonly SurveyDue[]): readonly SurveyDue[] {
  return due.filter(({ progress }) => progress === "submitted" || progress === "changed");
}

/**
 * Whether the two show each other what they answered about trust (TR1). `offered`: the reader has not agreed; `agreed`: the
 * reader has. Neither tells whether the partner has.
 */
export type TrustExchange =
  | { state: "offered" | "agreed" }
  | {
      state: "shown";
      /** Scale positions; null for "can't say". */
      mine: number | null;
      theirs: number | null;
      /** What the reader privately expected of their partner. */
      guess: Guess | undefined;
    };

/** A comment of each of the two for the other, and a note that only the reader sees; undefined where nothing was written. */
export type WrittenTexts = Readonly<Record<"mine" | "theirs" | "note", string | undefined>>;

/** A duo of the reader that this one replaced; the partner who joined with this one does not see it. */
export type ReplacedDuo = {
  duoId: string;
  endedOn: string;
  /** Empty where the name is no longer kept. */
  partnerName: string;
  /** Whether it has a page: a duo that never took part in a cycle has none. */
  hasPage: boolean;
};

/** A duo as one of its two partners sees it. */
export type DuoPage = {
  duoId: string;
  name: string;
  partnerName: string;
  side: Side;
  /** The day on which the duo began. */
  startedOn: string;
  /** The day on which the duo ended. */
  endedOn: string | null;
  /** No cycle asks about it until it goes on. */
  paused: boolean;
  /** It goes on, and the cycle that is open does not ask about it any more: it stopped in between. */
  leftOpen: boolean;
  /** Latest end first; none for a partner who joined with this duo. */
  replaced: readonly ReplacedDuo[];
  /** The unit is a platform team. */
  platform: boolean;
  /** Newest first. */
  cycles: readonly DuoCycleSummary[];
  /** Published cycles at whose beginning the questions changed so much that nothing is compared across it. */
  breaks: readonly { number: number; instrumentBreak: true }[];
  chosen: DuoCycleSummary & {
    takesAnswers: boolean;
    ownFinal: boolean;
    partnerFinal: boolean;
    /** The answers were removed at their author's wish; of the partner's, only what was withdrawn after the close. */
    ownDeleted: boolean;
    partnerDeleted: boolean;
    /** The time for which raw answers are kept is over: both partners' are gone. */
    answersEnded: boolean;
  };
  /** Shared answers of both; undefined until both are final. */
  reveal: Reveal | undefined;
  /** What the two wrote for each other, and the reader's note, in this cycle; of the partner only once both are final. */
  written: WrittenTexts;
  /** What both answered to the organization's own questions, in the words that were asked. */
  customAnswers: readonly ComparedCustomQuestion[];
  /** Parts that cannot be decrypted; without the shared answers of this cycle nothing is compared. */
  unreadable: UnreadableParts;
  /** How the two fit, as far as they said; undefined until both are final. */
  pairing: Pairing | undefined;
  commitments: DuoCommitments;
  /** Newest day first. */
  moments: readonly Moment[];
  /** What leaders noted that was done for the two, newest day first. */
  actions: readonly NotedAction[];
  /** The reader's calendar day, "2026-11-02". */
  today: string;
  /** Codes of what the two picked for their talk. */
  talkingPoints: readonly string[];
  /** Undefined until both are final. */
  trust: TrustExchange | undefined;
  /** The two allocations of the last earlier cycle in which both gave one, and when that cycle opened. */
  earlierAllocation: (RevealAllocation & { opensOn: string }) | undefined;
  /** Both partners' answers to what they achieve together, of the last four cycles; undefined without any. */
  multiplier: { bigger: number; n: number; lower: number; upper: number } | undefined;
};

import type { CycleState, SharingMode } from "@/lib/domain/cycles";
import type { PairType } from "@/lib/domain/pair-types";
import type { AgreementBand, DimensionBands, StatusCode } from "@/lib/domain/published";
import type { Side } from "@/lib/instrument/answers";
import type { Reveal } from "@/lib/scoring/reveal";

/** Where one partner stands in an open cycle. `final`: both are, and the views can be compared. */
export type Progress = "not-started" | "draft" | "submitted" | "final";

export type SurveyDue = {
  cycleId: string;
  duoId: string;
  duoName: string;
  partnerName: string;
  closesAt: Date;
  progress: Progress;
  partnerSubmitted: boolean;
};

/** What was published of a duo for its two partners. */
export type PublishedForPartners = {
  complete: boolean;
  status: StatusCode | null;
  reason: string;
  sinceOn: string | null;
  level: number | null;
  agreement: AgreementBand | null;
  dimensionBands: DimensionBands | null;
  watchDeclining: boolean;
  watchApart: boolean;
};

export type DuoCycleSummary = {
  cycleId: string;
  number: number;
  opensAt: Date;
  state: CycleState;
  sharingMode: SharingMode;
  withdrawnReason: string | null;
  /** Both are final: the shared answers open to the two. */
  revealed: boolean;
  published: PublishedForPartners | null;
};

export type OwnDuo = {
  duoId: string;
  name: string;
  pairType: PairType;
  partnerName: string;
  latest: DuoCycleSummary | undefined;
};

export type Home = {
  due: readonly SurveyDue[];
  duos: readonly OwnDuo[];
  /** Leaders who may read rows of one's duos since recently. */
  newReaders: readonly { id: string; unitName: string; grantedAt: Date }[];
  now: Date;
};

export type DuoPage = {
  duoId: string;
  name: string;
  partnerName: string;
  side: Side;
  /** Newest first. */
  cycles: readonly DuoCycleSummary[];
  chosen: DuoCycleSummary & { takesAnswers: boolean; ownFinal: boolean; partnerFinal: boolean };
  /** Shared answers of both, biggest gap first; undefined until both are final. */
  reveal: Reveal | undefined;
};

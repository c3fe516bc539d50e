import type { DuoCommitments } from "@/lib/domain/commitments";
import type { UnreadableParts } from "@/lib/domain/unreadable";
import type { Guide } from "@/lib/guide/guide";
import type { TalkingPoint } from "@/lib/guide/talking-points";
import type { Side } from "@/lib/instrument/answers";
import type { RevealRow } from "@/lib/scoring/reveal-rows";

/** The guide to a duo's talk about one cycle, for one of its two partners. */
export type TalkPage = {
  duoId: string;
  cycleId: string;
  name: string;
  /** The reader's own name, for a print of the guide. */
  ownName: string;
  partnerName: string;
  side: Side;
  /** The calendar day on which the cycle opened, in its own zone. */
  opensOn: string;
  /** The duo's cycles, among which this one is named. */
  cycles: readonly { opensOn: string }[];
  /** The duo has ended: nothing more is booked, noted or picked. */
  ended: boolean;
  guide: Guide;
  iSpeakFirst: boolean;
  /** Both partners' answers to the core, from the reader's side. */
  rows: readonly RevealRow[];
  /** What the two picked for the talk themselves. */
  points: readonly TalkingPoint[];
  booking: {
    /** A minute of the reader's clock, as typed; empty before one is chosen. */
    at: string;
    timeZone: string;
    /** Undefined for what is no time. */
    start: Date | undefined;
    /** Of the partner; undefined once the duo has ended. */
    partnerTimeZone: string | undefined;
  };
  commitments: Pick<DuoCommitments, "made" | "changeable">;
  /** When one of the two noted that they talked. */
  talkedAt: Date | null;
  /** Parts that cannot be decrypted: the guide is made from the others. */
  unreadable: UnreadableParts;
};

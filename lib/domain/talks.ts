import type { DuoCommitments } from "@/lib/domain/commitments";
import type { Guide } from "@/lib/guide/guide";
import type { Side } from "@/lib/instrument/answers";
import type { RevealRow } from "@/lib/scoring/reveal-rows";

/** The guide to a duo's talk about one cycle, for one of its two partners. */
export type TalkPage = {
  duoId: string;
  cycleId: string;
  name: string;
  partnerName: string;
  side: Side;
  opensAt: Date;
  guide: Guide;
  iSpeakFirst: boolean;
  /** Both partners' answers to the core, from the reader's side. */
  rows: readonly RevealRow[];
  commitments: Pick<DuoCommitments, "made" | "changeable">;
  /** When one of the two noted that they talked. */
  talkedAt: Date | null;
};

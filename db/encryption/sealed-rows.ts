import type { CommitmentContent } from "@/lib/domain/commitments";
import type { MomentContent } from "@/lib/domain/moments";
import type { CycleRow } from "@/lib/engine/duo-row";
import type { DuoState } from "@/lib/engine/flags";
import type { Answers } from "@/lib/instrument/answers";
import type { PartClass } from "@/lib/instrument/confidentiality";
import { type PersonFigures, packFigures, unpackFigures } from "@/lib/publication/person-figures";
import type { DataKey } from "./data-key";
import { openBytes, type RowIdentity, SealBroken, sealBytes } from "./envelope";

/** The key of a response part: a part moved to another author, duo, cycle, class or stage does not open. */
export type PartKey = {
  cycleId: string;
  duoId: string;
  authorId: string;
  class: PartClass;
  stage: "draft" | "final";
};

export type ScoreKey = { cycleId: string; duoId: string; side: string };
export type CommitmentKey = { cycleId: string; duoId: string; slot: number };
export type MomentKey = { duoId: string; id: string };
export type TalkKey = { cycleId: string; duoId: string };
export type EvidenceKey = { cycleId: string; history: string; duoId: string };

const partIdentity = ({ orgId }: DataKey, part: PartKey): RowIdentity => [
  "response_parts",
  orgId,
  part.cycleId,
  part.duoId,
  part.authorId,
  part.class,
  part.stage,
];
const scoreIdentity = ({ orgId }: DataKey, score: ScoreKey): RowIdentity => [
  "person_scores",
  orgId,
  score.cycleId,
  score.duoId,
  score.side,
];
const commitmentIdentity = ({ orgId }: DataKey, commitment: CommitmentKey): RowIdentity => [
  "commitments",
  orgId,
  commitment.cycleId,
  commitment.duoId,
  String(commitment.slot),
];
const momentIdentity = ({ orgId }: DataKey, moment: MomentKey): RowIdentity => [
  "moments",
  orgId,
  moment.duoId,
  moment.id,
];
const talkIdentity = ({ orgId }: DataKey, talk: TalkKey): RowIdentity => [
  "talking_points",
  orgId,
  talk.cycleId,
  talk.duoId,
];
const evidenceIdentity = ({ orgId }: DataKey, evidence: EvidenceKey): RowIdentity => [
  "published_duo_evidence",
  orgId,
  evidence.cycleId,
  evidence.history,
  evidence.duoId,
];

/** Lengths in bytes that encrypted JSON may have: multiples of this. */
const lengthStep = 256;

/**
 * JSON with spaces behind it: without them the length of the encrypted value would tell that somebody answered "can't
 * say", or how much they wrote.
 */
function paddedJson(value: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(value));
  return Buffer.concat([json, Buffer.alloc((lengthStep - (json.length % lengthStep)) % lengthStep, " ")]);
}

const seal = (key: DataKey, row: RowIdentity, value: unknown) => sealBytes(key.bytes, row, paddedJson(value));
const open = <Value>(key: DataKey, row: RowIdentity, sealed: Buffer) =>
  JSON.parse(openBytes(key.bytes, row, sealed).toString()) as Value;

/** Duos with a stored value that does not open, and one such value of each. */
export type Unreadable = Map<string, SealBroken>;

/** What `open` gives; undefined for a value that does not open, which is noted with its duo. */
export function openOrNote<Value>(
  unreadable: Unreadable,
  duoId: string,
  open: () => Value,
): Value | undefined {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    unreadable.set(duoId, error);
    return undefined;
  }
}

export const sealPart = (key: DataKey, part: PartKey, answers: Answers) =>
  seal(key, partIdentity(key, part), answers);
/** Throws `SealBroken`. */
export const openPart = (key: DataKey, part: PartKey, sealed: Buffer) =>
  open<Answers>(key, partIdentity(key, part), sealed);

/** A part before it is sealed: its place and what was answered. */
export type OpenPart = PartKey & { answers: Answers };

/** The same parts as rows of `response_parts`. */
export const sealParts = (key: DataKey, parts: readonly OpenPart[]) =>
  parts.map((part) => ({ ...part, orgId: key.orgId, answers: sealPart(key, part, part.answers) }));

/** A person's figures: eight bytes a number. Published by the hundred thousand, and twice as fast to read as JSON. */
export const sealFigures = (key: DataKey, score: ScoreKey, figures: PersonFigures) =>
  sealBytes(key.bytes, scoreIdentity(key, score), Buffer.from(packFigures(figures).buffer));

/** Throws `SealBroken`. */
export const openFigures = (key: DataKey, score: ScoreKey, sealed: Buffer): PersonFigures =>
  unpackFigures(openPackedFigures(key, score, sealed));

/** The same as `packFigures` gives them, for hundreds of thousands at a time. Throws `SealBroken`. */
export function openPackedFigures(key: DataKey, score: ScoreKey, sealed: Buffer): Float64Array {
  const bytes = openBytes(key.bytes, scoreIdentity(key, score), sealed);
  // Numbers must begin at a multiple of eight bytes.
  const aligned = bytes.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
  return new Float64Array(
    aligned.buffer as ArrayBuffer,
    aligned.byteOffset,
    aligned.length / Float64Array.BYTES_PER_ELEMENT,
  );
}

/** What the engine found of a duo in a cycle, and the state that it carries to the next one. */
export type SealedEvidence = Omit<CycleRow, "duoId"> & { state: DuoState };

export const sealEvidence = (key: DataKey, evidence: EvidenceKey, values: SealedEvidence) =>
  seal(key, evidenceIdentity(key, evidence), values);
/** Throws `SealBroken`. */
export const openEvidence = (key: DataKey, evidence: EvidenceKey, sealed: Buffer) =>
  open<SealedEvidence>(key, evidenceIdentity(key, evidence), sealed);

export const sealCommitment = (key: DataKey, commitment: CommitmentKey, content: CommitmentContent) =>
  seal(key, commitmentIdentity(key, commitment), content);
/** Throws `SealBroken`. */
export const openCommitment = (key: DataKey, commitment: CommitmentKey, sealed: Buffer) =>
  open<CommitmentContent>(key, commitmentIdentity(key, commitment), sealed);

export const sealTalkingPoints = (key: DataKey, talk: TalkKey, codes: readonly string[]) =>
  seal(key, talkIdentity(key, talk), codes);
/** Throws `SealBroken`. */
export const openTalkingPoints = (key: DataKey, talk: TalkKey, sealed: Buffer) =>
  open<readonly string[]>(key, talkIdentity(key, talk), sealed);

export const sealMoment = (key: DataKey, moment: MomentKey, content: MomentContent) =>
  seal(key, momentIdentity(key, moment), content);
/** Throws `SealBroken`. */
export const openMoment = (key: DataKey, moment: MomentKey, sealed: Buffer) =>
  open<MomentContent>(key, momentIdentity(key, moment), sealed);

/** Commitments and moments before they are sealed, and the same as rows of their tables. */
export type OpenCommitment = CommitmentKey & { orgId: string; content: CommitmentContent };
export const sealCommitments = (key: DataKey, rows: readonly OpenCommitment[]) =>
  rows.map((row) => ({ ...row, content: sealCommitment(key, row, row.content) }));
export type OpenMoment = MomentKey & {
  orgId: string;
  writtenBy: string;
  confirmedAt: Date | null;
  content: MomentContent;
};
export const sealMoments = (key: DataKey, rows: readonly OpenMoment[]) =>
  rows.map((row) => ({ ...row, content: sealMoment(key, row, row.content) }));

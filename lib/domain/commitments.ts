import { z } from "zod";
import type { Side } from "@/lib/instrument/answers";
import type { CommitmentRating } from "@/lib/instrument/commitment-ratings";
import { duoCycleInput } from "./duo-cycle";
import type { FormState } from "./form-state";
import { type DimensionCode, dimensionCodes } from "./published";
import { REVISION_AT_MOST } from "./revisions";
import { limitedText } from "./text";

/** A duo makes at most so many commitments in a cycle; the database holds the same number. */
export const COMMITMENTS_AT_MOST = 3;
/** Length of a commitment's text, in characters. */
const longestCommitment = 300;

/** Who of the two does it. Owners are stored by side, so that both partners read the same. */
export const commitmentOwners = ["ic", "manager", "both"] as const satisfies readonly (Side | "both")[];
export type CommitmentOwner = (typeof commitmentOwners)[number];

/** What is stored of a commitment, encrypted as a whole. */
export type CommitmentContent = { text: string; dimension: DimensionCode; owner: CommitmentOwner };

/** A commitment of one cycle, in one of the cycle's slots 1 to 3. */
export type Commitment = CommitmentContent & { slot: number; revision: number };

const slot = z.coerce.number().int().min(1).max(COMMITMENTS_AT_MOST);
// One below the column's greatest, because a change raises it.
const revision = z.coerce.number().int().min(1).max(REVISION_AT_MOST);

/** Which commitment, as the writer knows it. */
export const knownCommitmentInput = duoCycleInput.extend({ slot, revision });

/** A new commitment has no slot yet, and gets the id of its form. */
export const commitmentInput = duoCycleInput.extend({
  known: z.object({ slot, revision }).optional(),
  newId: z.uuid().optional(),
  text: limitedText(longestCommitment, "too-long").refine((text) => text !== "", "empty"),
  dimension: z.enum(dimensionCodes, "choose"),
  owner: z.enum(commitmentOwners, "choose"),
});

/**
 * What became of a change. `stale`: it was changed since the page was made, by the partner or in another tab; `now` is
 * what it says, or undefined when it was removed, and `side` the writer's. `full`: there are three already. `closed`:
 * commitments of this cycle cannot change any more.
 */
export type CommitmentOutcome =
  | { kind: "saved" | "full" | "closed" }
  | { kind: "stale"; now: Commitment | undefined; side: Side };

/** The fields of a commitment's form, as typed. `slot` is empty for a new one, which gets `newId`. */
export type CommitmentTyped = Record<"slot" | "revision" | "newId" | "text" | "dimension" | "owner", string>;
export type CommitmentFormState = FormState<CommitmentTyped>;

/** A commitment of an earlier cycle, with both ratings once both are final in the cycle after it; undefined where there is
 * none. */
export type RatedCommitment = Commitment & {
  mine: CommitmentRating | undefined;
  theirs: CommitmentRating | undefined;
};

/** The commitments that a duo made in one cycle, rated in its next one. */
export type RatedCommitments = {
  cycleId: string;
  /** The calendar day on which it opened, in its own zone. */
  opensOn: string;
  commitments: readonly RatedCommitment[];
};

/** A duo's commitments as one of its partners sees them in one cycle. */
export type DuoCommitments = {
  /** Made in this cycle. */
  made: readonly (Commitment & { id: string })[];
  /** Whether they can change now: both are final, the duo goes on, and no later cycle of it has opened. */
  changeable: boolean;
  /** Rated in this cycle. */
  due: RatedCommitments | undefined;
  /** Of all cycles that had a next one, newest first. */
  past: readonly RatedCommitments[];
};

/** How many commitments both say were kept, of those that both rated and neither says no longer matter. */
export function countKept(rated: readonly Pick<RatedCommitment, "mine" | "theirs">[]): {
  kept: number;
  rated: number;
} {
  const counted = rated.filter(
    ({ mine, theirs }) => mine && theirs && mine !== "no-longer-matters" && theirs !== "no-longer-matters",
  );
  const kept = counted.filter(({ mine, theirs }) => mine === "kept" && theirs === "kept");
  return { kept: kept.length, rated: counted.length };
}

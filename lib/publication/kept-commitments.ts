import { COMMITMENTS_AT_MOST, countKept } from "../domain/commitments";
import type { Answers, Side } from "../instrument/answers";
import { type CommitmentRating, ratingOf } from "../instrument/commitment-ratings";

type Ratings = readonly (CommitmentRating | undefined)[];

const places = Array.from({ length: COMMITMENTS_AT_MOST }, (_, place) => place + 1);

/** Collects what both partners of each duo say became of the commitments that are due in one cycle. */
export class CollectedRatings {
  private readonly given = new Map<string, Partial<Record<Side, Ratings>>>();

  /** Notes what one partner of a duo submitted. */
  note({ duoId, side }: { duoId: string; side: Side }, answers: Answers): void {
    const ratings = places.map((place) => ratingOf(answers, place));
    if (ratings.every((rating) => rating === undefined)) return;
    this.given.set(duoId, { ...this.given.get(duoId), [side]: ratings });
  }

  /** Leaves a duo out, of which an answer does not open. */
  drop(duoId: string): void {
    this.given.delete(duoId);
  }

  /**
   * By duo the share of its commitments that both say were kept, 0 to 1. Duos without a commitment that both rated and that
   * still matters to both are absent (docs/measurement.md 4, "Commitments kept").
   */
  shares(): Map<string, number> {
    return new Map(
      [...this.given].flatMap(([duoId, { ic = [], manager = [] }]): [string, number][] => {
        const { kept, rated } = countKept(places.map((_, nth) => ({ mine: ic[nth], theirs: manager[nth] })));
        return rated === 0 ? [] : [[duoId, kept / rated]];
      }),
    );
  }
}

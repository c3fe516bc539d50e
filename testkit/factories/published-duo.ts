import {
  type AgreementBand,
  type DimensionBands,
  type StatusCode,
  sharedDimensionCodes,
} from "@/lib/domain/published";
import { levelBand } from "@/lib/publication/rounding";

/** What is published of a duo in a cycle; a bare status has a level of its own. */
export type PublishedDuo =
  | StatusCode
  | "incomplete"
  | {
      status: StatusCode;
      reason?: string;
      level?: number;
      agreement?: AgreementBand;
      dimensions?: DimensionBands;
      /** Mean trust answer of the two, 0 to 100; the level's value unless told. */
      trust?: number;
      watched?: true;
      /** What share of its commitments it kept, 0 to 1; without, it rated none. */
      kept?: number;
      /**
       * Of a diverging duo: between which of its cycles' first days the change began, and points by which its
       * level fell.
       */
      change?: { from: string; to: string; fall?: number };
    };

/** The same with everything that was left out; undefined for an incomplete duo. */
export type Result = {
  status: StatusCode;
  reason: string;
  level: number | null;
  agreement: AgreementBand | null;
  dimensions: DimensionBands | null;
  trust: number | null;
  watched: boolean;
  kept: number | undefined;
  change: { from: string; to: string; fall?: number } | undefined;
};
export function resultOf(given: PublishedDuo): Result | undefined {
  if (given === "incomplete") return undefined;
  const told: Exclude<PublishedDuo, string> = typeof given === "string" ? { status: given } : given;
  const { status, reason = "", level = levels[told.status], agreement = "some" } = told;
  const hasData = status !== "not-enough-data";
  const bands = Object.fromEntries(sharedDimensionCodes.map((code) => [code, levelBand(level ?? 0)]));
  return {
    status,
    reason,
    level,
    agreement: hasData ? agreement : null,
    dimensions: hasData ? (told.dimensions ?? bands) : null,
    trust: told.trust ?? level,
    watched: told.watched ?? false,
    kept: told.kept,
    change: told.change,
  };
}

const levels: Record<StatusCode, number | null> = {
  multiplying: 80,
  steady: 60,
  strained: 45,
  diverging: 50,
  "not-enough-data": null,
};

import { z } from "zod";
import type { Answer, Answers, Owner } from "@/lib/instrument/answers";
import { agreement, duoScore, profileGap, signedGap } from "@/lib/scoring/duo";
import { multiplier } from "@/lib/scoring/multiplier";
import { compareOwnership, countOwnership } from "@/lib/scoring/ownership";
import { perceptionGaps } from "@/lib/scoring/perception";
import { dimensionScores, personScore } from "@/lib/scoring/person";
import { type Check, compare } from "../compare";

const answer = z.union([z.number(), z.string()]).nullish();
const scoringData = z.object({ respondents: z.array(z.record(z.string(), answer)) });

/** Vector 21: dimension and person scores of the respondents, and the duo of the first two. */
export const checkScoring: Check = ({ data, expected, tolerance_abs }) => {
  const profiles = scoringData.parse(data).respondents.map((given) => dimensionScores(answered(given)));
  const [first, second] = profiles;
  const actual = {
    respondents: profiles.map((dimensions) => ({
      dimensions,
      n_dimensions: Object.keys(dimensions).length,
      person_score: personScore(dimensions),
    })),
    duo_1_2: first &&
      second && {
        duo_score: duoScore(personScore(first), personScore(second)),
        signed_gap: signedGap(personScore(first), personScore(second)),
        profile_gap: profileGap(first, second),
        agreement: agreement(first, second),
      },
  };
  return compare(actual, expected, tolerance_abs);
};

const perceptionData = z.object({
  perception: z.record(z.string(), answer),
  mx: z.array(answer),
  role_map: z.object({ A: z.array(z.string().nullable()), B: z.array(z.string().nullable()) }),
});

/** Vector 23: perception gaps, win odds and the role map; the vector's partner A is the IC and B the manager. */
export const checkPerception: Check = ({ data, expected, tolerance_abs }) => {
  const { perception, mx, role_map } = perceptionData.parse(data);
  const gaps = perceptionGaps({ ic: ofPartner(perception, "A"), manager: ofPartner(perception, "B") });
  const odds = multiplier(mx);
  const map = countOwnership(compareOwnership(ownership(role_map.A), ownership(role_map.B)));
  const actual = {
    perception: {
      self_other_A: gaps.selfOther.ic,
      self_other_B: gaps.selfOther.manager,
      meta_incl_A: gaps.metaInclusion.ic,
      meta_incl_B: gaps.metaInclusion.manager,
      meta_trust_A: gaps.metaTrust.ic,
      meta_trust_B: gaps.metaTrust.manager,
      reciprocity_incl: gaps.reciprocityInclusion,
      reciprocity_trust: gaps.reciprocityTrust,
      blind_spot_index: gaps.blindSpot,
    },
    mx: { ...odds, win_odds: odds.winOdds, share_bigger: odds.shareBigger },
    role_map: { ...map, double_claim: map.doubleClaim },
  };
  return compare(actual, expected, tolerance_abs);
};

function answered(given: Readonly<Record<string, Answer | null | undefined>>): Answers {
  const entries = Object.entries(given).filter((entry): entry is [string, Answer] => entry[1] != null);
  return Object.fromEntries(entries);
}

function ofPartner(given: Readonly<Record<string, Answer | null | undefined>>, partner: "A" | "B"): Answers {
  const own = Object.entries(answered(given)).filter(([key]) => key.endsWith(`_${partner}`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(0, -2), value]));
}

function ownership(rows: readonly (string | null)[]): Readonly<Record<string, Owner>> {
  const ours: Readonly<Record<string, Owner>> = {
    A: "ic",
    B: "manager",
    both: "both",
    other: "other",
    unclear: "unclear",
  };
  return Object.fromEntries(rows.flatMap((owner, row) => (owner && ours[owner] ? [[row, ours[owner]]] : [])));
}

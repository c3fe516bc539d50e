import type { CommitmentContent } from "@/lib/domain/commitments";
import type { CommitmentRating } from "@/lib/instrument/commitment-ratings";
import { type Draw, drawFrom } from "./draw";
import type { Story } from "./stories";

/** A commitment, and what each of the two says became of it in the next cycle. */
export type Promised = CommitmentContent & Record<"ratedByIc" | "ratedByManager", CommitmentRating>;

const usual: readonly CommitmentContent[] = [
  { text: "We look at the week together every Monday", dimension: "SOUND", owner: "both" },
  { text: "I send the draft before the meeting, not after it", dimension: "INFO", owner: "manager" },
  { text: "I name two options and what each would cost", dimension: "DISC", owner: "ic" },
  { text: "We tell the team one thing, not two", dimension: "TEAM", owner: "both" },
  { text: "I take you along to the planning with product", dimension: "INCL", owner: "manager" },
  { text: "I write down what we want to have in a year", dimension: "STRAT", owner: "ic" },
  { text: "We say no to something before we say yes to more", dimension: "ALIGN", owner: "both" },
];

/** The cycles in which duos without a story of their own promise something. */
const promising = { from: 10, to: 12 };
/** Share of duos that promise something in such a cycle. */
const share = 0.6;
const keptBy: Partial<Record<Story, number>> = {
  multiplying: 0.85,
  declining: 0.25,
  dropped: 0.3,
  apart: 0.3,
  sour: 0.25,
  low: 0.35,
};
const keptByOthers = 0.6;

/** What two people promised each other in a cycle: by a generator of its own, so that no answer of theirs changes by it. */
export function everydayPromises(duoId: string, story: Story, cycle: number): readonly Promised[] {
  if (cycle < promising.from || cycle > promising.to) return [];
  const draw = drawFrom(Number.parseInt(duoId.slice(0, 6), 16) + cycle);
  if (!draw.chance(share)) return [];
  const first = Math.floor(draw.uniform() * usual.length);
  const many = draw.chance(0.35) ? 2 : 1;
  return Array.from({ length: many }, (_, nth) => ({
    ...usual[(first + nth) % usual.length]!,
    ...rate(draw, keptBy[story] ?? keptByOthers),
  }));
}

/** Both mostly say the same. */
function rate(draw: Draw, kept: number): Pick<Promised, "ratedByIc" | "ratedByManager"> {
  if (draw.chance(0.06)) return { ratedByIc: "no-longer-matters", ratedByManager: "no-longer-matters" };
  const one = draw.chance(kept) ? "kept" : draw.chance(0.6) ? "partly" : "dropped";
  const other = draw.chance(0.1) ? "partly" : one;
  return { ratedByIc: one, ratedByManager: other };
}

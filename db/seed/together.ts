import type { MomentContent } from "@/lib/domain/moments";
import type { Answers, Side } from "@/lib/instrument/answers";
import { commentCodes } from "@/lib/instrument/comments";
import { ratingCode } from "@/lib/instrument/commitment-ratings";
import { everydayPromises, type Promised } from "./everyday-promises";
import type { Story } from "./stories";

type Achieved = Omit<MomentContent, "day"> & {
  writtenBy: Side;
  confirmed: boolean;
  /** The cycle in which it was, and how many days after its opening. */
  cycle: number;
  day: number;
};

/** What two people did with what they read of each other, by cycle. */
export type Together = {
  promised: Readonly<Record<number, readonly Promised[]>>;
  talked: readonly number[];
  achieved: readonly Achieved[];
  /** What each wrote for the other. */
  written: Readonly<Record<number, Partial<Record<Side, string>>>>;
};

/** They talked when it went down, promised little, and kept it. */
const recovered: Together = {
  talked: [8, 9, 11],
  written: {
    8: {
      ic: "I learned about the new region from a slide. I would rather have heard a half-finished thought from you.",
      manager: "I kept it back because nothing was decided. That was a mistake; next time I come earlier.",
    },
    13: { manager: "The last three months were the easiest of the year. Let us keep the second Tuesday." },
  },
  promised: {
    8: [
      {
        text: "We go through the roadmap together every second Tuesday, before it is sent out",
        dimension: "STRAT",
        owner: "both",
        ratedByIc: "kept",
        ratedByManager: "kept",
      },
      {
        text: "I tell you about staffing changes before the team hears of them",
        dimension: "INFO",
        owner: "manager",
        ratedByIc: "kept",
        ratedByManager: "partly",
      },
    ],
    9: [
      {
        text: "I bring the options, not the decision, when a design costs more than a month",
        dimension: "DISC",
        owner: "ic",
        ratedByIc: "kept",
        ratedByManager: "kept",
      },
    ],
    11: [
      {
        text: "We present the capacity plan together",
        dimension: "TEAM",
        owner: "both",
        ratedByIc: "kept",
        ratedByManager: "kept",
      },
      {
        text: "We read the incident reports of the other teams together",
        dimension: "SOUND",
        owner: "both",
        ratedByIc: "no-longer-matters",
        ratedByManager: "no-longer-matters",
      },
    ],
  },
  achieved: [
    {
      what: "The new regions went live without a freeze",
      ic: "A design that could be rolled back region by region",
      manager: "Two weeks from three teams, asked for in time",
      writtenBy: "ic",
      confirmed: true,
      cycle: 10,
      day: 12,
    },
    {
      what: "One page on reliability that the board could decide on",
      ic: "",
      manager: "Made the first draft, threw away the second",
      writtenBy: "manager",
      confirmed: false,
      cycle: 13,
      day: 9,
    },
  ],
};

/** They talked once, promised much, and let it go. */
const drifted: Together = {
  talked: [6],
  written: {
    9: { ic: "I do not know any more which of our dates are promises. Can we go through them once?" },
    13: {
      ic: "I would like to build this with you again, and not hand it over to each other.",
      manager:
        "I notice that I decide alone when time is short.\n\nThat is not how I want it. Half an hour on Monday?",
    },
  },
  promised: {
    6: [
      {
        text: "We meet for half an hour every week, without an agenda",
        dimension: "SOUND",
        owner: "both",
        ratedByIc: "dropped",
        ratedByManager: "partly",
      },
      {
        text: "I ask you before I give a date to sales",
        dimension: "INCL",
        owner: "manager",
        ratedByIc: "dropped",
        ratedByManager: "kept",
      },
      {
        text: "I write down why we rejected an option",
        dimension: "DISC",
        owner: "ic",
        ratedByIc: "partly",
        ratedByManager: "dropped",
      },
    ],
    9: [
      {
        text: "We say the goal of the quarter in one sentence, both of us",
        dimension: "ALIGN",
        owner: "both",
        ratedByIc: "dropped",
        ratedByManager: "dropped",
      },
    ],
  },
  achieved: [
    {
      what: "The old payment provider is switched off",
      ic: "The migration, step by step",
      manager: "The contract, and patience",
      writtenBy: "manager",
      confirmed: true,
      cycle: 4,
      day: 10,
    },
  ],
};

const byStory: Partial<Record<Story, Together>> = { recovered, setback: drifted };

/** What the two of a duo with this story did together; undefined for a duo that did nothing of it. */
export const togetherIn = (story: Story): Together | undefined => byStory[story];

/** A duo as it is made up. */
type Promising = { duo: { row: { id: string }; told: { story: Story } }; personas: boolean };

/**
 * What the two of a duo promised each other in a cycle; the personas' duo begins without, so that a visitor
 * promises first.
 */
export function promisedIn({ duo: { row, told }, personas }: Promising, cycle: number): readonly Promised[] {
  const together = byStory[told.story];
  if (together) return together.promised[cycle] ?? [];
  return personas ? [] : everydayPromises(row.id, told.story, cycle);
}

/** How a side rates commitments, among its answers. */
export const ratingsOf = (promised: readonly Promised[], side: Side): Answers =>
  Object.fromEntries(
    promised.map(({ ratedByIc, ratedByManager }, index) => [
      ratingCode(index + 1),
      side === "ic" ? ratedByIc : ratedByManager,
    ]),
  );

/** What a side wrote for the other, among its answers. */
export function commentIn(story: Story, side: Side, cycle: number): Answers {
  const text = byStory[story]?.written[cycle]?.[side];
  return text === undefined ? {} : { [commentCodes.comment]: text };
}

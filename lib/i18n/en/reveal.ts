import type { GapBand, RevealPhrase } from "@/lib/scoring/reveal";

const frequency = ["never", "half the time", "always"];
const extent = ["not at all", "moderately", "completely"];

/** The comparison that both partners read when both have submitted. */
export const reveal = {
  you: "You",
  /** Read by screen readers in place of the two marks on a scale. */
  marks: "You: {mine}. {P}: {theirs}.",
  same: "Both: {mine}.",
  band: { biggest: "Biggest gap", some: "Some gap", same: "Same view" } satisfies Record<GapBand, string>,
  moreAgreed: "{n} more where you agree",
  phrase: {
    "same-strength": "You both see this as going well. Worth keeping.",
    "same-concern": "You both find this hard. You can work on it from the same side.",
    same: "You see this alike.",
    "both-well": "You both lean towards yes. It may be worth saying out loud what would make it a clear one.",
    "both-concern": "Neither of you is at ease with this yet. Ask what would help first.",
    apart: "You see this from different ends. Ask each other for one recent example.",
    differ: "You put this in different places. Ask what each of you has in mind.",
    "gives-more": "You say you do this more often than {P} notices. Ask for one recent example.",
    "gives-less": "You do more here than you think: {P} notices it.",
    "gets-less": "{P} says it happens more often than you notice. Give one recent example.",
    "gets-more": "You get more here than {P} thinks. Tell them.",
  } satisfies Record<RevealPhrase, string>,
  /** By item: a short name and texts for the scale's start, middle and end. */
  items: {
    DQ1: {
      title: "Talking things through improves your plans",
      ends: ["not at all", "moderately", "much better plans"],
    },
    ST1: { title: "Talking strategy as equals", ends: ["only reporting", "half and half", "as equals"] },
    SB1: { title: "Someone to think aloud with", ends: ["not at all", "moderately", "extremely"] },
    OT1: { title: "One team or two", ends: ["competing", "sometimes one", "one team"] },
    IN1: { title: "Being brought in early by {P}", ends: frequency },
    IN2: { title: "Bringing {P} in early", ends: frequency },
    TI1: { title: "Information that comes too late", ends: frequency },
    AL1: { title: "Do you want the same goal?", ends: extent },
    AL2: { title: "Enough shared context to make the same call", ends: extent },
    AL3: { title: "Agreeing on how soon results should show", ends: extent },
    CU1: { title: "Making engineering’s voice heard", ends: frequency },
    MX1: { title: "What you achieve together", ends: ["much smaller", "the same", "much bigger"] },
    MEA: { title: "Agreeing on the way to get there", ends: extent },
    HOR: { title: "When the spending should pay off", ends: ["this month", "2–3 quarters", "later"] },
    RNOW: { title: "The risk you took lately", ends: ["far too low", "right", "far too high"] },
    OBJ: { title: "Help with clear objectives", ends: extent },
    TALK: { title: "Talking plans, just the two of you", ends: ["not once", "2–3 times", "several a week"] },
    AUT: { title: "Deciding in your own area without asking", ends: frequency },
    MOM: { title: "A result neither would have had alone", ends: ["no", "a small one", "clearly"] },
    MOMS: { title: "How much came from being a sounding board", ends: ["none", "about half", "nearly all"] },
    HELP: { title: "{P}’s help with your topics", ends: extent },
    GIVE: { title: "Your help with {P}’s topics", ends: extent },
    DOUBT: { title: "Questions that make you think again", ends: frequency },
    RISK: { title: "When the outcome is uncertain", ends: ["remove the risk", "balance both", "try"] },
  } as Readonly<Record<string, { readonly title: string; readonly ends: readonly string[] }>>,
  allocation: {
    title: "Where the next quarter’s work should go",
    pointsToMove: "{n} of 100 points would have to move for you to agree.",
    agreed: "You would spend it the same way.",
    option: "Work",
  },
  ownership: {
    title: "Who owns what",
    row: "Area",
    verdict: {
      agreed: "Agreed",
      "double-claim": "Both say “me”",
      orphan: "Each says the other",
      unclear: "Unclear",
      different: "Different views",
    },
    owner: { both: "Both", other: "Someone else", unclear: "Unclear" },
  },
  choices: { ARC: "How you each describe yourself" } as Readonly<Record<string, string>>,
};

/** The texts of the comparison in any language. */
export type RevealWords = typeof reveal;

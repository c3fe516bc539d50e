import type { GapBand, RevealPhrase, Topic } from "@/lib/scoring/reveal-rows";

const frequency = ["never", "half the time", "always"];
const extent = ["not at all", "moderately", "completely"];

/** The comparison that both partners read when both have submitted. */
export const reveal = {
  you: "You",
  /** The reader, inside a sentence of their partner. */
  youInText: "you",
  band: {
    biggest: "Biggest gap",
    wide: "Wide gap",
    some: "One step apart",
    same: "Same view",
  } satisfies Record<GapBand, string>,
  /** What the comparison comes to, by the number of wide gaps. */
  summary: {
    none: {
      title: "You see it alike",
      text: "Nowhere do your answers lie two steps apart. Tell each other what made that possible, so that it stays.",
    },
    near: {
      title: "You are close to each other",
      text: "Nowhere do your answers lie two steps apart, though on most questions they are not the same. Ask each other where one step matters.",
    },
    one: {
      title: "One thing to talk about",
      text: "On one question your answers lie two steps apart or more. On every other scale you are one step apart at most.",
    },
    more: {
      title: "{n} things to talk about",
      text: "On these questions your answers lie two steps apart or more. Begin with the one that matters most to you two.",
    },
    hard: {
      title: "You agree, and some of it is hard",
      text: "Nowhere do your answers lie two steps apart, but you do not find everything good: what both of you find hard stands first. You can work on it from the same side.",
    },
    elsewhere: {
      title: "You differ where there is no scale",
      text: "On scales your answers nowhere lie two steps apart.",
    },
    inBlock: "Look among this cycle’s other questions, below the topics.",
    areas: (n: string, one: boolean) =>
      one
        ? "One area of the ownership map is not settled between you."
        : `${n} areas of the ownership map are not settled between you.`,
    points: (n: string) => `In where to invest, ${n} of 100 points would have to move for you to agree.`,
    alsoHard: (n: string, one: boolean) =>
      one ? "One thing both of you find hard." : `${n} things both of you find hard.`,
    counts: "{wide} wide · {some} one step apart · {same} the same",
    empty: {
      title: "There is nothing to compare",
      text: "Of the questions that both of you see, there is none that both of you answered.",
    },
  },
  moreAgreed: "{n} more where you agree",
  moreApart: (n: number) => (n === 1 ? "1 more topic where you part" : `${n} more topics where you part`),
  agreedTitle: "Where you see it alike",
  agreedShow: (n: number) => (n === 1 ? "Show the one question" : `Show the ${n} questions`),
  hard: {
    title: "What you both find hard",
    note: "You agree on it, and it is nothing to leave as it is. Begin here from the same side.",
    more: (n: number) => (n === 1 ? "1 more that is hard for both" : `${n} more that are hard for both`),
  },
  answeredByOne: "Not compared, because only one of you chose an answer on the scale: {questions}",
  topic: { OUTCOME: "Impact" } satisfies Partial<Record<Topic, string>>,
  guess: {
    right: "You expected {P} to say “{expected}”, and so it is.",
    higher: "You expected {P} to say “{expected}”.",
    lower: "You expected {P} to say “{expected}”.",
    choice: "You would have said of {P}: {expected}.",
    onlyYou: "Only you see what you expected.",
  },
  broughtIn: {
    same: "Each of you says the same of being brought in early by the other: {mine}.",
    iLess:
      "By your own accounts you are brought in less often than {P}: you say “{mine}”, {P} says “{theirs}”.",
    theyLess:
      "By your own accounts {P} is brought in less often than you: you say “{mine}”, {P} says “{theirs}”.",
  },
  written: {
    title: "In your own words",
    theirs: (name: string) => `${name} to you`,
    mine: (name: string) => `You to ${name}`,
    readers: "Only the two of you read this.",
    note: "Your note",
    noteReaders: "Only you read this.",
  },
  multiplier: {
    title: "Together or apart",
    count: "{bigger} of the last {n} answers: bigger together",
    interval:
      "Both of your answers of the last four cycles. So few answers leave it open: the share may lie anywhere between {lower} and {upper}.",
  },
  trust: {
    title: "Trust when one is not in the room",
    offered:
      "You were both asked what you expect when {P} or you decide alone. You can show each other these two answers. They are shown only if both of you want it. If you alone do, nobody learns of it, {P} neither.",
    agreed:
      "You agreed to show each other your trust answers. As long as {P} has not, nobody sees that you did, and you can take it back without a trace.",
    agree: "Show each other our trust answers",
    takeBack: "Take it back",
    agreedMeanwhile: "Your partner agreed in the meantime, so it can no longer be taken back.",
    mine: "What you expect of {P}",
    theirs: "What {P} expects of you",
    cantSay: "Can’t say",
    shown: "You both agreed to this, so it can no longer be taken back. Only the two of you see it.",
  },
  block: {
    title: {
      A_direction: "Direction: this cycle’s other questions",
      B_roles: "Roles: this cycle’s other questions",
      C_leverage: "Leverage: this cycle’s other questions",
      P_profile: "How each of you works",
    },
    note: "These questions are not asked in every cycle. They say how it is now, not what changed.",
    show: "Show what you both said",
  },
  phrase: {
    "same-strength": "You both see this as going well. Worth keeping.",
    "same-concern": "You both find this hard. You can work on it from the same side.",
    "same-middle": "You both put this in the middle. Ask each other what would make it better.",
    same: "You gave the same answer.",
    "both-well": "You both put this in the middle or better. Ask each other what would make it better still.",
    "both-concern": "Neither of you is at ease with this yet. Ask what would help first.",
    apart: "You see this from different ends. Ask each other for one recent example.",
    differ: "You put this in different places. Ask what each of you has in mind.",
    "gives-more": "You see yourself doing more of this than {P} experiences. Ask for one recent example.",
    "gives-less": "{P} experiences more of this from you than you count.",
    "gets-less": "{P} counts more of this than you experience. Give one recent example.",
    "gets-more": "You experience more of this than {P} counts. Tell them.",
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
    before: "In {month} it was {n} points: the thin bars.",
    was: "was {n}",
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
    mismatches: "{n} of {all} areas to settle.",
    agreed: "You agree on every area.",
    usual: "Often: {owner}",
    note: "“Often” is how the two roles usually share it: people and dates with the manager, what and how with the technical side. Yours may differ, as long as both of you know.",
  },
  choices: { ARC: "How you each describe yourself" } as Readonly<Record<string, string>>,
};

/** The texts of the comparison in any language. */
export type RevealWords = typeof reveal;

import type { CommitmentRating } from "@/lib/instrument/commitment-ratings";
import { inCycle } from "./nouns";

/** What the two promise each other, and whether they kept it. */
export const commitments = {
  title: "What you promise each other",
  note: "At most three, until your next cycle opens. It then begins by asking both of you whether you kept them. Only the two of you read them.",
  none: "Nothing was promised in this cycle.",
  owner: { me: "You", both: "Both of you" },
  line: (owner: string, topic: string) => `${owner} · ${topic}`,
  form: {
    text: "What will be different?",
    textHint: "One sentence that you can both check in a month, at most 300 characters.",
    dimension: "Topic",
    chooseDimension: "Choose a topic",
    owner: "Who does it?",
    add: "Promise it",
    save: "Save the change",
    remove: "Remove",
    removeTitle: "Remove this promise?",
    removeText:
      "It goes for both of you, and your next survey does not ask about it. It cannot be brought back.",
    cancel: "Keep it",
  },
  first: "Promise something",
  another: "Promise something more",
  change: "Change or remove",
  errors: {
    empty: "Write what you promise.",
    unreadable: "This text has characters that cannot be stored. Type it again, without what was pasted.",
    "too-long": "At most 300 characters.",
    choose: "Choose one.",
    other: "This cannot be right.",
  },
  stale: {
    changed: (now: { text: string; topic: string; owner: string }) =>
      `This was changed while you were writing. It says now: “${now.text}”, topic ${now.topic}, ${now.owner}. What you typed is still here: save it to replace all of that.`,
    owner: { me: "you do it", partner: "your partner does it", both: "you both do it" },
    removed:
      "This was removed while you were writing. What you typed is still here: save it to promise it anew.",
    remove: "This was changed in the meantime. Load the page again and read it before you remove it.",
    gone: "This was removed in the meantime.",
  },
  full: "You two have promised three things already; one was added in the meantime. What you typed stands below the three.",
  /** Above what was typed for a fourth one. */
  unpromised: "You typed this, and it is not promised: you two have promised three things already.",
  closed: "This cycle’s promises can no longer change: the next cycle has opened, or your duo has ended.",
  closedTyped:
    "This cycle’s promises can no longer change: the next cycle has opened, or your duo has ended. What you typed is still here.",
  due: {
    title: "Did you keep it?",
    note: (month: string) => `What you promised each other ${inCycle(month)}, as each of you sees it.`,
    notRated: "not rated",
  },
  past: {
    title: "What you promised",
    kept: (kept: string, rated: string) => `${kept} of ${rated} kept, as both of you see it.`,
    keptNote: "Counted are promises that both of you rated and that still matter to both.",
  },
  rating: {
    kept: "Kept",
    partly: "Partly",
    dropped: "Dropped",
    "no-longer-matters": "No longer matters",
  } satisfies Record<CommitmentRating, string>,
  /** What leaders read of whole units, and the program's admins of the company. */
  units: {
    title: "Do duos keep what they promise each other?",
    note: "Of the duos whose promises were due, as both partners rate them: which share was kept, as a band. Never what was promised, and never by which duo.",
    counted: (nOf: string) => `of the promises were kept, over ${nOf} duos`,
    tooFew:
      "Too few duos whose promises were due and rated by both. At least five are needed, with six different people.",
    tooFewOthers:
      "Too few duos whose promises were due and rated by both, beside those of a leader who may read it, and who could work out the others.",
    below: "Promises kept, unit by unit",
    unit: "Unit",
    share: "Kept",
    duos: "Duos",
    company: (share: string, nOf: string) =>
      `Promises kept, as both partners rate them: ${share}, over ${nOf} duos.`,
  },
  /** Above a promise where the survey asks about it. */
  ask: {
    me: (month: string) => `You promised this ${inCycle(month)}. What became of it?`,
    partner: (name: string, month: string) => `${name} promised this ${inCycle(month)}. What became of it?`,
    both: (month: string) => `You both promised this ${inCycle(month)}. What became of it?`,
  },
};

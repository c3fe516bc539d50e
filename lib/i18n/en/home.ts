import type { SealedPart } from "@/lib/domain/unreadable";
import { inCycle } from "./nouns";

/** Why a part of a page is missing, and what to do about it. */
const changedOutside = (reference: string) =>
  `It was changed or moved outside of Twofold; nothing was overwritten, and the rest of this page is right. Tell your program admin and mention this reference: ${reference}`;

/** Home, and a duo as its two partners see it. */
export const home = {
  title: {
    owed: (n: number) => (n === 1 ? "One short survey waits for you." : `${n} short surveys wait for you.`),
    ready: "You have both answered. See where your views meet.",
    waiting: (names: string) => `Your answers are in. A comparison also needs those of ${names}.`,
    waitingUnnamed: "Your answers are in. A comparison also needs those of your partner.",
    none: "No survey is open.",
    nothingLeft: "Nothing is left for you to answer.",
    empty: "Your home page",
  },
  section: {
    owed: "To answer",
    ready: "Ready to read together",
    waiting: "Answered by you",
    declined: "Declined",
  },
  closes: (when: string, ago: string) => `Open until ${when} (${ago}).`,
  /** Beside the name of a duo, which often says the partner's already. */
  withPartner: (name: string, duoName: string) => (duoName.includes(name) ? "" : `with ${name}`),
  formerPartner: "former partner",
  progress: {
    "not-started": "Most people need less than four minutes. You can stop and go on later, on any device.",
    draft: "Begun. What you answered is saved, and only you can see it.",
    changed:
      "You submitted, and changed answers since. What you submitted counts until you submit the changes.",
    submitted: "You can still change your answers until both of you have submitted.",
    final: "Your shared answers stand side by side now. Only the two of you see them.",
    fixed:
      "You had both submitted; the answers of your partner are not there any more. Yours count as you submitted them, and cannot change.",
  },
  declined: {
    text: "You declined this cycle. No reminder comes, and you can still answer.",
    action: "Change my mind",
  },
  partner: {
    submitted: (name: string) => `${name} has submitted.`,
    waiting: (name: string) => `There are no submitted answers from ${name}.`,
  },
  action: {
    "not-started": "Answer now",
    draft: "Go on",
    changed: "Review my changes",
    submitted: "Review my answers",
    final: "See where your views meet",
    fixed: "What you can do",
  },
  promises: {
    title: "What you promised each other",
    note: "Until both of you have said what became of it. Only the two of you see it.",
  },
  duosTitle: "Your duos",
  noDuosTitle: "You are not in a duo yet",
  noDuosText: "Your program admin enrols duos. When one of them is yours, its survey appears here.",
  comingTitle: "New duos",
  comingNote:
    "They take part from the next opening of a cycle on. If you do not know a name, ask your program’s admin.",
  coming: (name: string, partner: string | null) =>
    partner && !name.includes(partner) ? `${name}: you and ${partner}` : name,
  notPublished: "No cycle has been published yet.",
  lastIncomplete: (month: string) => `Incomplete ${inCycle(month)}`,
  level: (level: string, month: string) => `Level ${level} of 100 ${inCycle(month)}`,
  onWatch: "On watch, for the two of you alone",
  withdrew: (cycle: string) => `You withdrew your answers of ${cycle}.`,
  paused:
    "Paused: no survey asks about it until it goes on. Nothing is lost, and both of you get a mail then.",
  leftOpen: "It has left the cycle that is open, which asks about it no more. The next one that opens does.",
  ended: (day: string) => `Ended on ${day}. What the two of you shared stays readable for you.`,
  next: {
    title: "Next cycles",
    opens: (day: string) => `Opens ${day}`,
    until: (day: string) => `until ${day}`,
    note: "Dates may still be moved by your program admin.",
  },
  readers: {
    title: "Who reads your duos",
    note: "As leaders they may read what is published of your duos, and never an answer. Rights that ended in the last 30 days stand last. If you do not know a name, ask your program’s admin.",
    until: (when: string) => `until ${when}`,
    erased: "Somebody whose data were erased since",
    addressSet: "An admin set the sign-in address, before the first sign-in.",
  },
  newReaderTitle: (name: string) => `${name} can now read your duo’s state`,
  newReader: ({ name, unitName }: { name: string; unitName: string }, date: string) =>
    `Since ${date} ${name} may read the published state of duos in ${unitName} as a leader, and never an answer. If you do not know ${name}, ask your program’s admin.`,
  newReaderAddressSet: (name: string) =>
    `The program’s admin had set another sign-in address for ${name} before the first sign-in there: whoever has that address reads under this name. Ask ${name} whether it is theirs.`,
  formerReaderTitle: (name: string) => `${name} could read your duo’s state`,
  formerReader: (
    { name, unitName }: { name: string; unitName: string },
    { from, until }: { from: string; until: string },
  ) =>
    `From ${from} until ${until} ${name} could read the published state of duos in ${unitName} as a leader, and never an answer. That right is over.`,
  survey: {
    locked: {
      title: "You have both submitted",
      text: "Answers cannot change any more. You can now see where your views meet and part.",
      act: "See where your views meet",
    },
    fixed: {
      title: "Your answers cannot change any more",
      text: "You had both submitted, so that you could read each other’s shared answers; those of your partner are not there any more. Yours count as you submitted them, and you can withdraw them.",
      act: "Go to home",
    },
    withdrawn: {
      title: "You withdrew your answers of this cycle",
      text: "They are removed, and this cycle takes no others from you. The next cycle will appear on your home page.",
      act: "Go to home",
    },
    left: {
      title: "This duo has left the cycle",
      text: (since: string) =>
        `It ended or was paused on ${since}, so its survey takes no more answers, although the cycle is still open for others. Your start page shows your duos.`,
      act: "Go to home",
    },
    closed: {
      title: "This cycle is closed",
      text: "It no longer takes answers. What you submitted before counts; what you changed since does not. The next cycle will appear on your home page.",
      act: "Go to home",
    },
    /** The same, for somebody who submitted nothing. */
    missed: {
      title: "This cycle is closed",
      text: "It no longer takes answers. You had submitted nothing, so nothing of yours counts in it. The next cycle will appear on your home page.",
      act: "Go to home",
    },
  },
  duo: {
    revealTitle: "You both answered. Here is where your views meet and part.",
    onlyYou: "Only the two of you see this page.",
    parts: {
      label: "On this page",
      name: {
        hard: "Hard for both",
        apart: "Where you part",
        alike: "Alike",
        block: "Other questions",
        commitments: "Promises",
        moments: "Moments",
        published: "What was published",
        history: "History",
      },
    },
    waitingTitle: "There is nothing to compare now",
    waitingText: (name: string) =>
      `It takes submitted answers of both of you, and there are none from ${name}. Without them neither of you sees the other’s answers of this cycle.`,
    yourTurnTitle: "Your answers are missing",
    yourTurnText: "Your partner’s shared answers open to you when both of you have submitted.",
    missedTitle: "There is nothing to compare in this cycle",
    missedText:
      "It takes submitted answers of both of you. Neither of you sees the other’s answers of this cycle here.",
    unreadableTitle: "Answers of this cycle cannot be read",
    unreadableText: (reference: string) =>
      `Some of them were changed or moved outside of Twofold, so nothing of this cycle is compared. Nothing was overwritten. Tell your program admin and mention this reference: ${reference}`,
    unreadablePart: {
      answers: (reference: string) =>
        `The answers of this cycle cannot be read, so this guide is made without them. ${changedOutside(reference)}`,
      guesses: (reference: string) =>
        `What you expected of your partner cannot be read. ${changedOutside(reference)}`,
      trust: (reference: string) => `A trust answer cannot be read. ${changedOutside(reference)}`,
      comments: (reference: string) =>
        `A text that one of you wrote cannot be read. ${changedOutside(reference)}`,
      points: (reference: string) => `Your talking points cannot be read. ${changedOutside(reference)}`,
      moments: (reference: string) => `An impact moment cannot be read. ${changedOutside(reference)}`,
      commitments: (reference: string) =>
        `Something that you promised each other cannot be read. ${changedOutside(reference)}`,
    } satisfies Record<SealedPart, (reference: string) => string>,
    withdrewWaiting:
      "You withdrew your answers of this cycle. They are removed as soon as it is published; until then your partner can still read the shared ones.",
    ownDeletedTitle: "You withdrew your answers",
    ownDeletedText: "They are deleted. Neither of you sees anything of the other for this cycle any more.",
    partnerDeletedTitle: (name: string) => `${name}’s answers are deleted`,
    partnerDeletedText:
      "Their author had them removed. Neither of you sees anything of the other for this cycle any more.",
    endedAnswersTitle: "The answers of this cycle are gone",
    endedAnswersText:
      "The time for which raw answers are kept is over, so both of yours were removed. What was published stays.",
    /** To somebody who does something on a page that is not true any more. */
    comparisonOver: "This comparison has ended, so nothing was changed.",
    comparisonOverTyped:
      "This comparison has ended, so this cycle’s promises can no longer change. What you typed is still here.",
    over: "Your duo has ended, so nothing was changed.",
    already: "It was so already: nothing was changed.",
    nothingTitle: "Neither of you has submitted yet",
    publishedTitle: "What was published for the two of you",
    publishedNote:
      "Computed when the cycle closed, from the answers of both of you; the bands take in up to three cycles. Only the two of you read this panel; below is what leaders read.",
    publishedNotePrivate:
      "Computed when the cycle closed, from the answers of both of you; the bands take in up to three cycles. Leaders do not see it.",
    leaders: {
      title: "What your leaders read",
      grades: (distance: string) => `Grades: ${distance.toLowerCase()}`,
      team: (size: string) => `Team: ${size.toLowerCase()}`,
      lineManager: "line management between you",
      platform: "platform team",
      same: "The same state, level, agreement and topics as above, and never what is on watch. Beside them:",
      note: "This row and no other, with the name of your duo and its unit. In your unit’s figures it counts as one duo among the others.",
    },
    unpublished: "Not published yet",
    notYet: "Results are published after the cycle closes, for the duos that take part until then.",
    notCounted: "Your duo did not take part until this cycle closed, so nothing was published for it.",
    level: "Level",
    levelOf: (level: string) => `${level} of 100, to the nearest 5 points`,
    noChange: "No clear change",
    noLevel: "too few answers for a level",
    state: "State",
    agreement: "Agreement",
    watchTitle: "On watch",
    watch: {
      declining: "Your level may be going down. It is not yet beyond noise; only the two of you see this.",
      apart: "Your views may be moving apart. It is not yet beyond noise; only the two of you see this.",
    },
    history: {
      title: "Your history",
      note: "Only the two of you see this. A new partner is a new duo, so it begins with you two.",
      show: "Show your level, topics and cycles",
      trendTitle: "How has your level moved?",
      trendNote: "To the nearest 5 points. Gaps are cycles without a level.",
      bandsTitle: "Topics, cycle by cycle",
      topic: "Topic",
      cyclesTitle: "Your cycles",
      began: (month: string) => `This duo began in ${month}`,
      before: (month: string, name: string) => `Until ${month} with ${name}`,
      talked: "you talked",
      withdrew: "you withdrew your answers",
      paused: "cycles before it were without you",
      pausedShort: "cycles without you",
      newQuestions: "new questions",
      bandsBreak: "Dashed line: the questions changed there.",
    },
    withdrawn: (reason: string) => `This cycle was withdrawn: ${reason}`,
    how: "How is this computed?",
  },
};

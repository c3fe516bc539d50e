import type { GuidePart } from "@/lib/guide/guide";
import type { OwnershipVerdict } from "@/lib/scoring/ownership";
import type { Topic } from "@/lib/scoring/reveal-rows";

/** The guide to the talk that the two have after both have answered. */
export const guide = {
  title: "Thirty minutes, the two of you",
  lede: "Made from what you both see of each other’s answers and comments, and from nothing else. It is the same for both of you.",
  prepare: "Prepare your talk",
  prepareNote: (gaps: number) =>
    gaps === 0
      ? "Thirty minutes: what to keep, and what comes next."
      : `Thirty minutes, and ${gaps === 1 ? "one question" : "two questions"} to begin with.`,
  back: "Back to both views",
  past: "The guide to your talk",
  ended: "Your duo has ended. This was the guide to your talk.",
  first: (name: string) =>
    `${name} speaks first this time, next time the other. The order says nothing about the answers.`,
  youFirst: "You speak first this time, next time the other. The order says nothing about the answers.",
  printedFor: (me: string, partner: string) =>
    `Printed for ${me}: “you” on this page is ${me}, the other of the two is ${partner}.`,
  minutes: (minutes: string) => `${minutes} minutes`,
  part: {
    strength: "Keep",
    comment: "Read it together",
    picked: "What you two picked",
    gap: "Talk about",
    concern: "You both find this hard",
    unsure: "Find out together",
    next: "What comes next",
  } satisfies Record<GuidePart["kind"], string>,
  ask: {
    strength: "You both see this as going well. What does each of you do that keeps it so?",
    comment: {
      both: (name: string) =>
        `You and ${name} each wrote the other something. Each reads aloud what the other wrote, and asks what was meant.`,
      mine: (name: string) => `You wrote something to ${name}. Say in your own words why.`,
      theirs: (name: string) =>
        `${name} wrote you something. Say back what you read, and ask what was meant.`,
    },
    picked: "Either of you picked it; both of you see it here. Begin with what matters most to you.",
    concern:
      "You agree that this goes badly. What is the smallest thing that would make it better before the next cycle, and who does it?",
    unsure: "Neither of you is sure of this. What would you have to see to know?",
    next: "What will each of you do differently before the next cycle? Agree on one thing, on three at most.",
    blockGap: "Each of you: which recent example did you think of when you answered?",
    gap: {
      DISC: "Each of you: when did talking it through last change a plan, and when did it not?",
      STRAT: "Which conversation of the last weeks should have been about direction, and was about tasks?",
      SOUND: "When did you last think aloud with the other, and when would you have liked to?",
      TEAM: "Where did people around you see two teams? What would they see if it were one?",
      INCL: "Name one discussion that the other belonged in. How would you both have noticed in time?",
      INFO: "Which piece of information came too late? Where did it lie until then?",
      ALIGN:
        "Say the goal in one sentence each, without looking at each other’s. Where do the sentences differ?",
      CUST: "When did engineering’s voice count, and who carried it? What would you have wanted?",
      OUTCOME: "Name one result that you had together. What would it have been without the other?",
    } satisfies Record<Topic, string>,
  },
  point: {
    add: "Make it a talking point",
    remove: "Take it out of your talk",
    youSay: "You say",
    says: (name: string) => `${name} says`,
    ask: {
      agreed: "You agree on this by now. Say in one sentence how, so that others hear it too.",
      "double-claim":
        "You both say “me”. Which decision of the last weeks did you both make? Who makes the next one?",
      orphan: "Each of you says the other. What was left undone because of it? Who takes it from here?",
      unclear: "At least one of you does not know. What would have to be decided next, and who decides it?",
      different:
        "You do not name the same. Take the last decision about this: who made it, and was that right?",
    } satisfies Record<OwnershipVerdict, string>,
  },
  book: {
    title: "Book it",
    note: "Choose a time. You get a file for your calendar, and a mail that you send yourself; Twofold tells nobody.",
    when: "Day and time",
    zone: (zone: string) => `By your clock (${zone}).`,
    noTime: "Give a day and a time that is still to come.",
    choose: "Choose this time",
    file: "File for the calendar",
    fileName: "twofold-talk.ics",
    write: "Write a mail",
    subject: "Thirty minutes, the two of us",
    description: "Thirty minutes, the two of you. The guide is in Twofold.",
    clocks: (mine: string, name: string, theirs: string) => `${mine} your time, ${theirs} for ${name}.`,
    sameClock: (name: string) => `Your clock and that of ${name} show the same.`,
    /** A time of another day: "2 July at 06:00". */
    onDay: (day: string, time: string) => `${day} at ${time}`,
    mail: (when: string, address: string) =>
      `Shall we take thirty minutes on ${when}?\n\nOur guide: ${address}\n`,
    mailWhen: (mine: string, theirs: string) => `${mine} (by your clock ${theirs})`,
  },
  talked: {
    title: "Have you talked?",
    text: "Either of you ticks it, both of you see it. Leaders and admins never do.",
    action: "We talked",
    done: (date: string) => `You talked. Noted on ${date}.`,
    undo: "We did not",
  },
};

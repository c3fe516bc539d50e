import type { GuidePart } from "@/lib/guide/guide";
import type { Topic } from "@/lib/scoring/reveal-rows";

/** The guide to the talk that the two have after both have answered. */
export const guide = {
  title: "Thirty minutes, the two of you",
  lede: "Made from what you both see of each other’s answers, and from nothing else. It is the same for both of you.",
  prepare: "Prepare your talk",
  prepareNote: (gaps: number) =>
    gaps === 0
      ? "Thirty minutes: what to keep, and what comes next."
      : `Thirty minutes, and ${gaps === 1 ? "one question" : "two questions"} to begin with.`,
  back: "Back to both views",
  first: (name: string) =>
    `${name} speaks first this time, next time the other. The order says nothing about the answers.`,
  youFirst: "You speak first this time, next time the other. The order says nothing about the answers.",
  minutes: (minutes: string) => `${minutes} minutes`,
  part: {
    strength: "Keep",
    gap: "Talk about",
    unsure: "Find out together",
    next: "What comes next",
  } satisfies Record<GuidePart["kind"], string>,
  ask: {
    strength: "You both see this as going well. What does each of you do that keeps it so?",
    unsure: "Neither of you is sure of this. What would you have to see to know?",
    next: "What will each of you do differently before the next cycle? Agree on one thing, on three at most.",
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
  talked: {
    title: "Have you talked?",
    text: "Either of you ticks it, both of you see it. Leaders and admins never do.",
    action: "We talked",
    done: (date: string) => `You talked. Noted on ${date}.`,
    undo: "We did not",
  },
};

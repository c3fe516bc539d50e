import type { ActionKind, ActionOutcome } from "../../domain/noted-actions";
import type { Count } from "./nouns";

/** What leaders note that was done for a duo, for them and for the two partners. */
export const notedActions = {
  title: "What was done",
  note: "The two see at once what you note: what and when, never by whom. You can take it back for a day.",
  none: "Nothing has been noted for this duo.",
  notPromised:
    "Nothing can be noted on this cycle: what the two were promised before they answered does not name it. It begins with the first cycle that does.",
  ended: {
    title: (day: string) => `This duo ended on ${day}`,
    text: "Nothing is suggested for it, and nothing can be noted any more. What was said and noted of it stays readable.",
    note: "The two see what was noted: what and when, never by whom.",
    mark: (day: string) => `Ended on ${day}.`,
  },
  kind: {
    celebrated: "Celebrated with them",
    talked: "Talked with both",
    coach: "Offered a coach",
    facilitated: "Gave a facilitated hour",
    "re-scoped": "Re-scoped their work",
    roles: "Re-cut the roles",
    "line-changed": "Changed the line",
    "left-alone": "Left alone on purpose",
  } satisfies Record<ActionKind, string>,
  /** On a time line. */
  mark: {
    celebrated: "celebrated",
    talked: "talked with both",
    coach: "coach offered",
    facilitated: "facilitated hour",
    "re-scoped": "re-scoped",
    roles: "roles re-cut",
    "line-changed": "line changed",
    "left-alone": "left alone",
  } satisfies Record<ActionKind, string>,
  older: ({ n, figure }: Count) => (n === 1 ? "1 older one" : `${figure} older ones`),
  done: (what: string, day: string) => `${what}, ${day}`,
  form: {
    kind: "What was done",
    choose: "Choose one",
    on: "Day",
    add: "Note it",
    takeBack: "Take back",
    signIn: "Sign in again",
  },
  noted: (what: string) => `Noted: ${what}.`,
  takenBack: (what: string) => `Taken back: ${what}.`,
  takeBack: (what: string) => `Take back: ${what}`,
  errors: {
    kind: "Choose what was done.",
    day: "Choose a day between the opening of the cycle in view and today.",
    other: "Please check this.",
  },
  outcome: {
    already: "The same is noted for that day already.",
    "not-promised": "The promise of this cycle does not name actions, so none can be noted on it.",
    ended: "This duo has ended, so nothing can be noted for it any more.",
    gone: "It is not there any more, or a day has passed since it was noted.",
  } satisfies Record<Exclude<ActionOutcome["kind"], "saved">, string>,
  forPartners: {
    title: "What your leaders noted",
    note: "What was done for the two of you, as a leader who reads your row noted it. Other leaders of your unit see it too.",
  },
};

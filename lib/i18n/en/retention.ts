import { type Count, cycles } from "./nouns";

const months = (n: string) => `${n} months`;
const surveys = ({ n, figure }: Count) => `${figure} submitted ${n === 1 ? "survey" : "surveys"}`;

/** How long raw answers are kept: the admin's page, and what others read of it. */
export const retention = {
  title: "How long raw answers are kept",
  link: "How long raw answers are kept",
  months,
  lede: (time: string) =>
    `${time} after a cycle closes. Then they are removed, and what was published stays.`,
  waiting: (time: string, from: string) => `From ${from} on it is ${time}`,
  waitingText:
    "Until then nothing is removed because of the change, and you can undo it. Afterwards the answers whose time is over go.",
  undo: {
    label: "Undo the change",
    title: "Undo the change?",
    text: (time: string) => `Raw answers stay for ${time}, as before.`,
    keep: "Leave it",
    done: "The change is undone.",
    conflict: "The change has taken effect, or was undone by somebody else. Load the page again.",
  },
  goes: {
    title: "What goes",
    lines: [
      "Answers, comments and private notes of both partners",
      "What they agreed to show each other about trust, and what they picked to talk about",
      "What they promised each other",
    ],
  },
  stays: {
    title: "What stays",
    lines: [
      "Published rows, figures and files: nothing published ever changes",
      "Scores of answers, encrypted, with which the engine compares later cycles. Nobody else reads them",
      "When somebody answered and under which promise, and impact moments",
    ],
  },
  look: {
    title: "Another time",
    note: "Look first at what it would remove. A shorter time takes effect after a day and can be undone until then. A longer one holds for cycles that open from now on: people were promised the shorter one in the earlier ones.",
    months: "Months",
    hint: (least: string, most: string) => `From ${least} to ${most}`,
    action: "See what would go",
    refused: (typed: string) => `“${typed}” is no whole number of months from this range.`,
  },
  wanted: {
    shorter: (time: string) => `If it were ${time}`,
    longer: (time: string) => `If it were ${time}`,
    longerText: "Cycles that open from now on are kept so long. For the cycles below nothing changes.",
    atOnce: (gone: Count, of: Count) =>
      gone.n === 0
        ? "A day from now no answers would go that stay today."
        : `A day from now the answers of ${surveys(gone)} in ${cycles(of)} would go for good.`,
    later: (of: Count) => `Of ${cycles(of)} the answers would go earlier than now.`,
    label: (time: string) => `Keep raw answers for ${time}`,
    done: (time: string) => `The change to ${time} is made. When it takes effect stands above.`,
    title: (time: string) => `Keep raw answers for ${time}?`,
    confirmShorter:
      "It takes effect in a day, and until then you can undo it. What has gone then cannot be brought back.",
    confirmLonger: "It holds for cycles that open from now on.",
    keep: "Leave it as it is",
    stale: "Somebody else changed the time meanwhile. Load the page again and look once more.",
  },
  cycles: {
    title: "When answers go",
    note: "Surveys of duos that you read as a leader are not counted.",
    none: "No cycle was published yet.",
    head: {
      cycle: "Cycle",
      surveys: "Submitted surveys",
      promised: "Promised",
      ends: "Answers go",
      wanted: "With the other time",
      waiting: (time: string) => `With ${time}, once that holds`,
    },
    gone: "gone",
    now: "a day from now",
    same: "unchanged",
  },
  /** In the inventory of personal data. */
  kept: (time: string, next: { cycle: string; day: string } | null) =>
    `For ${time} after the cycle’s close, less where less was promised, or until the person withdraws them or is erased.${next ? ` The next ones go on ${next.day}: ${next.cycle}.` : ""}`,
  /** After the sentence before or the next one, while a shorter time waits. */
  keptSoon: (time: string, from: string, next: { cycle: string; day: string } | null) =>
    ` From ${from} on it is ${time}, unless the change is undone${next ? `: the next ones then go on ${next.day}, ${next.cycle}` : ""}.`,
  /** On a person's own page. */
  keptOwn: (time: string, next: { cycle: string; day: string } | null) =>
    `For ${time} after a cycle closes, less where you were promised less, or until you withdraw them or are erased.${next ? ` The next ones go on ${next.day}: ${next.cycle}.` : ""}`,
};

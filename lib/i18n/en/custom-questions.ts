/** The admin's page of the organization's own questions, and their comparison between two partners. */
export const customQuestions = {
  title: "Your own questions",
  link: "Your own questions",
  lede: "Up to two questions beside Twofold's. The two partners of a duo see each other's answers side by side once both have submitted. Leaders see none of them, and they are in no score and no state.",
  now: {
    title: "Asked from the next cycle on",
    note: "A cycle asks what is in force when it opens, to its end.",
    none: "None. Every survey asks Twofold's questions alone.",
  },
  past: {
    title: "Retired",
    note: "Comparisons of cycles that asked them keep their answers and their words.",
  },
  lastAsked: (cycle: string) => `Last asked in cycle ${cycle}.`,
  neverAsked: "Not asked yet.",
  kind: {
    scale: { label: "Five steps", text: "From least to most, such as “Not at all” to “Completely”." },
    choice: { label: "A choice", text: "One of two to six options without an order." },
  },
  add: {
    title: "Add a question",
    full: "Two are in force. Retire one to add another.",
    wording: "The question",
    wordingHint: "10 to 200 characters. Write {P} where the partner's first name belongs.",
    options: "The answers",
    optionsHint: "One on each line. “Can't say” is always offered.",
    kind: "How is it answered?",
    action: "Add question",
    done: "Added. The next cycle that opens asks it.",
    conflict: "Two questions are in force already. Load the page again to see them.",
  },
  retire: {
    label: "Retire",
    titleOf: (wording: string) => `Retire “${wording}”?`,
    text: "No cycle that opens from now on asks it. A cycle that is open asks it to its end. To change its words, add it again with other words.",
  },
  fields: {
    "too-short": "At least 10 characters.",
    "too-long": "At most 200 characters.",
    unreadable: "This holds characters that cannot be stored.",
    "five-options": "Give exactly five answers, one on each line.",
    options: "Give two to six answers, one on each line.",
    "same-options": "Two answers are the same.",
    "long-option": "An answer has at most 80 characters.",
    other: "This cannot be right.",
  },
  compared: {
    title: "Your organization's own questions",
    note: "Only the two of you see these answers. They are in no score.",
  },
};

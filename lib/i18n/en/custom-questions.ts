/** The admin's page of the organization's own questions, and their comparison between two partners. */
export const customQuestions = {
  title: "Your own questions",
  link: "Your own questions",
  lede: "Up to two questions beside Twofold’s. For each you choose who reads the answers. They are optional, and in no score, no band and no state.",
  now: {
    title: "Asked from the next cycle on",
    note: "A cycle asks what is in force when it opens, to its end.",
    none: "None. Every survey asks Twofold’s questions alone.",
  },
  past: {
    title: "Retired",
    note: "Comparisons and unit figures of cycles that asked them keep their answers and their words.",
  },
  lastAsked: (cycle: string) => `Last asked in cycle ${cycle}.`,
  neverAsked: "Not asked yet.",
  partner: "Your partner",
  inSurvey: (words: string) => `In the survey: “${words}”`,
  answerClass: {
    shared: {
      label: "The two partners, of each other",
      short: "For the two partners.",
      readers: [
        { who: "Partner", what: "the answer, side by side with their own, once both have submitted" },
        { who: "Leaders", what: "nothing" },
        { who: "You", what: "nothing" },
      ],
    },
    aggregate: {
      label: "Nobody; leaders read figures of units",
      short: "For figures of units.",
      readers: [
        { who: "Partner", what: "nothing" },
        {
          who: "Leaders",
          what: "of their units a mean to the nearest 5 points, or for each answer a band of its share, over at least 5 duos and 6 people",
        },
        { who: "You", what: "nothing" },
      ],
    },
  },
  kind: {
    scale: { label: "Five steps", text: "From least to most, such as “Not at all” to “Completely”." },
    choice: { label: "A choice", text: "One of two to six options without an order." },
  },
  add: {
    title: "Add a question",
    full: "Two are in force. Retire one to add another.",
    wording: "The question",
    wordingHint: "10 to 200 characters. Write {P} where the partner’s first name belongs.",
    options: "The answers",
    optionsHint: "One on each line. “Can’t say” is always offered.",
    kind: "How is it answered?",
    answerClass: "Who reads the answers?",
    answerClassHint: "Chosen for good. To change it, retire the question and add it again.",
    action: "Add question",
    done: "Added. The next cycle that opens asks it.",
    conflict: "Two questions are in force already. Load the page again to see them.",
  },
  retire: {
    label: "Retire",
    titleOf: (wording: string) => `Retire “${wording}”?`,
    text: "No cycle that opens from now on asks it. A cycle that is open asks it to its end. To change its words, add it again with other words.",
    doneOf: (wording: string) => `“${wording}” is retired.`,
  },
  fields: {
    "too-short": "At least 10 characters.",
    "too-long": "At most 200 characters.",
    unreadable: "This holds characters that cannot be stored.",
    "five-options": "Give exactly five answers, one on each line.",
    options: "Give two to six answers, one on each line.",
    "same-options": "Two answers are the same.",
    "long-option": "An answer has at most 80 characters.",
    "no-class": "Choose who reads the answers.",
    other: "This cannot be right.",
  },
  figures: {
    title: "Your organization’s own questions",
    note: "Nobody reads an answer. Means are to the nearest 5 points, shares of the answers are bands; both need 5 duos in which both partners answered.",
    partner: "the partner",
    option: "Answer",
    share: "Share of the answers",
    counted: (nOf: string) => `${nOf} duos`,
  },
  compared: {
    title: "Your organization’s own questions",
    note: "Only the two of you see these answers. They are in no score.",
  },
};

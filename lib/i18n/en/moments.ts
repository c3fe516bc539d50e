/** Impact moments: what the two achieved together. */
export const moments = {
  title: "Impact moments",
  note: "Results that neither of you would have had alone. Either of you writes one down, the other sees it at once and confirms it. Leaders and admins never see them.",
  none: "None yet.",
  waiting: (name: string) => `Waiting for ${name} to confirm it.`,
  written: (name: string) => `${name} wrote this. Was it so?`,
  confirmed: (day: string) => `Confirmed by both of you on ${day}.`,
  brought: (name: string, what: string) => `${name}: ${what}`,
  youBrought: (what: string) => `You: ${what}`,
  add: "Write one down",
  asked: "You answered that there was one. Would you like to write it down? Your partner then sees it.",
  change: "Change or remove",
  confirm: "Confirm",
  mark: "impact moment",
  form: {
    what: "What did you two achieve?",
    whatHint: "One or two sentences, at most 300 characters.",
    day: "When?",
    mine: "What did you bring?",
    theirs: (name: string) => `What did ${name} bring?`,
    optional: "If you like.",
    add: "Write it down",
    save: "Save the change",
    saveNote: "After a change your partner confirms it anew.",
    remove: "Remove",
  },
  errors: {
    empty: "Write what you achieved.",
    unreadable: "This text has characters that cannot be stored. Type it again, without what was pasted.",
    "too-long": "At most 300 characters.",
    day: "Give a day of the calendar, at the latest today.",
    other: "This cannot be right.",
  },
  stale: {
    changed: (now: string) =>
      `Your partner changed this in the meantime. It says now: “${now}”. What you typed is still here: save it to replace that.`,
    removed:
      "Your partner removed this in the meantime. What you typed is still here: save it to write it down anew.",
    confirm: "Your partner changed this in the meantime. Load the page again and read it before you confirm.",
  },
  own: "You wrote what it says now, so it is your partner who confirms it.",
  closed: "Your duo has ended, so this can no longer change. What you typed is still here.",
};

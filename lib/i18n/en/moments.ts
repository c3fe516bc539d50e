/** Impact moments: what the two achieved together. */
export const moments = {
  title: "Impact moments",
  note: "Results that neither of you would have had alone. Either of you writes one down, the other sees it at once and confirms it. Leaders and admins never see them.",
  none: "None yet.",
  earlier: (n: number) => (n === 1 ? "1 earlier moment" : `${n} earlier moments`),
  waiting: (name: string) => `Waiting for ${name} to confirm it.`,
  written: (name: string) => `${name} wrote this. Was it so?`,
  /** Once the duo has ended. */
  neverConfirmed: "One of you wrote this, and the other did not confirm it.",
  confirmed: (day: string) => `Confirmed by both of you on ${day}.`,
  brought: (name: string, what: string) => `${name}: ${what}`,
  youBrought: (what: string) => `You: ${what}`,
  add: "Write one down",
  asked: "You answered that there was one. Would you like to write it down? Your partner then sees it.",
  change: "Change",
  changeOrRemove: "Change or remove",
  confirm: "Confirm",
  /** A change of a moment that both had confirmed. */
  waitingChange: {
    mine: (name: string) =>
      `You changed this. What you both confirmed stands until ${name} confirms the change:`,
    theirs: (name: string) =>
      `${name} suggests a change. What you both confirmed stands until you confirm it:`,
    ended: () => "A change of it that was not confirmed by both of you:",
    on: (day: string) => `On ${day}`,
    confirm: "Confirm the change",
    restore: "Leave it as it was",
  },
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
    saveNote: "Your partner confirms a change. What you both confirmed before stands until then.",
    remove: "Remove",
    removeTitle: "Remove this moment?",
    removeText: "It goes for both of you, and cannot be brought back.",
    cancel: "Keep it",
  },
  errors: {
    empty: "Write what you achieved.",
    unreadable: "This text has characters that cannot be stored. Type it again, without what was pasted.",
    "too-long": "At most 300 characters.",
    day: "Give a day of the calendar, at the latest today.",
    other: "This cannot be right.",
  },
  stale: {
    changed: (now: { what: string; day: string; mine: string; theirs: string }) =>
      `This was changed in the meantime. It says now: “${now.what}”, on ${now.day}. You brought: ${now.mine}. Your partner brought: ${now.theirs}. What you typed is still here: save it to replace all of that.`,
    /** Where what both confirmed stands, and the change of it waits. */
    changeWaits: (now: { what: string; day: string; mine: string; theirs: string }) =>
      `In the meantime a change was suggested that is not confirmed: “${now.what}”, on ${now.day}. You brought: ${now.mine}. Your partner brought: ${now.theirs}. What you both confirmed before still stands. What you typed is still here: save it to suggest that instead.`,
    nothingSaid: "nothing is said",
    removed: "This was removed in the meantime. What you typed is still here: save it to write it down anew.",
    gone: "This was removed in the meantime.",
    decide: "This was changed in the meantime. Load the page again and read it before you decide.",
  },
  confirmedMeanwhile:
    "Your partner confirmed this in the meantime, so it is not removed. You can change it; your partner then confirms the change.",
  own: "You wrote what it says now, so it is your partner who confirms it.",
  closed: "Your duo has ended, so this can no longer change.",
  closedTyped: "Your duo has ended, so this can no longer change. What you typed is still here.",
};

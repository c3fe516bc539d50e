import { addresses } from "./addresses";
import { activeDuos, answers, type Count, cycles, duos, isSingular } from "./nouns";

export const program = {
  title: "Program",
  lede: {
    open: (number: string, closes: string) => `Cycle ${number} is open until ${closes}.`,
    closed: (number: string) => `Cycle ${number} is closed and being published.`,
    published: (number: string, date: string) =>
      `Cycle ${number} was published on ${date}. No cycle is open.`,
    idle: "No cycle is open.",
    none: "No cycle is open, and none has been published yet.",
    next: (opens: string) => `The next one opens by itself on ${opens}.`,
  },
  noDuosTitle: "There are no active duos yet",
  noDuosText:
    "A cycle asks the duos that are active on the day it opens. Import your people, units and duos first.",
  cycles: {
    title: "Cycles",
    note: "A withdrawn cycle keeps its number. One that was skipped, missed or cancelled has none.",
    caption: "Cycles, newest first",
    show: (count: Count) => `Show ${cycles(count)}`,
    number: "Cycle",
    state: "State",
    sharing: "Sharing",
    opened: "Opened",
    closes: "Open until",
    action: "Action",
    emptyTitle: "No cycle yet",
    emptyText:
      "Open the first one here, or let it open by itself: make a schedule. Results follow when it closes.",
    states: {
      open: "Open",
      closed: "Closed, being published",
      published: "Published",
      withdrawn: "Withdrawn",
    },
    withdrawnBecause: (reason: string) => `Withdrawn: ${reason}`,
  },
  modes: {
    scoped: {
      label: "Leaders see duos",
      short: "Duos",
      text: "Leaders read one row for each duo in their units: its status, its level to the nearest 5 points and how far it fell, how alike the two views are, whether topics are low, middle or high, and facts such as the kind of pair and the time together. Figures of units are counted from those rows. Never an answer, a comment, a gap or who is lower.",
    },
    private: {
      label: "Units only",
      short: "Units only",
      text: "Leaders read rough figures of units only, from five duos on. No duo is shown to anyone but its two partners, and that stays so for good.",
    },
  },
  questions: {
    same: (version: string) => `As before, version ${version}`,
    both: (version: string) =>
      `Before version ${version}: the same questions, with both wordings of what it words anew. The next cycle then asks version ${version}. The trend goes on if at least 60 people answer both wordings.`,
    next: (version: string) => `Version ${version}`,
  },
  openNote: (count: Count) =>
    `It asks ${activeDuos(count)}. Units, duos and the sharing below are frozen when it opens.`,
  open: {
    title: "Open the next cycle",
    closesLocal: "Closes on",
    closesHint: "Two to four weeks work best. Late answers are refused.",
    timeZone: "In the time zone of",
    searchTimeZones: {
      label: "Search time zones",
      none: "No time zone is called that. The one below stays chosen.",
    },
    questions: "Which questions?",
    questionsHint: "A cycle asks its questions to the end.",
    sharing: "What will leaders see?",
    sharingHint: "Everybody reads this before the first question. It cannot be changed afterwards.",
    afterPrivate:
      "The last cycle was for units only. What leaders read of duos starts afresh with this one: no earlier level, status or trend carries over, and a first trend needs four cycles.",
    beforePrivate:
      "The last cycle showed duos. If you choose units only now, leaders’ view of every duo starts afresh when you show duos again.",
    action: "Open cycle",
    done: "The cycle is open. Everybody in an active duo gets a mail.",
    /** Read in the browser, so without functions. */
    window: {
      unusual:
        "It would take answers for {days}. Twofold is made for two to four weeks: in less, many duos do not get to it; over more, the two answer about different times.",
      none: "less than a day",
      one: "one day",
      more: "{n} days",
    },
    confirmTitle: "Open the cycle now?",
    confirmText:
      "Everybody in an active duo gets a mail. What leaders see stands from then on. You can give the cycle more time later, or close it early.",
  },
  close: {
    few: "Fewer than 60% of the duos are complete. The others will show as incomplete, their answers of this cycle are shown to nobody, and leaders will know less of their units. You can remind those missing or give the cycle more time instead.",
    /** In a cycle that shows no duo by name. */
    fewPrivate:
      "Fewer than 60% of the duos are complete. The answers of the others are shown to nobody and count in no figure, and the figures of more units will be hidden. You can remind those missing or give the cycle more time instead.",
    done: "The cycle is closed. Nobody can answer any more, and its results follow in a moment.",
    extend: "Extend it on the schedule page.",
    action: "Close now",
    title: (number: string) => `Close cycle ${number} now?`,
    text: (complete: Count, all: Count) =>
      `${complete.figure} of ${duos(all)} ${isSingular(complete, all) ? "is" : "are"} complete. Nobody can answer afterwards, and the results are published at once. This cannot be undone.`,
  },
  withdraw: {
    action: "Withdraw",
    title: (number: string) => `Withdraw cycle ${number}?`,
    text: "Leaders then read your reason in its place, and none of its figures; no file holds them either. Cycles published later do not build on them; those already published stay as they are. It keeps its number. Leaders who got the mail about them get one that says so. This cannot be undone.",
    done: "The cycle is withdrawn. Leaders read your reason in its place.",
    reason: "Why is it withdrawn?",
    reasonHint: "Everybody who could read the results reads this.",
  },
  unlink: {
    title: "Company accounts",
    note: "When your company’s sign-in was set up anew, Twofold refuses the new accounts of people who were here before. Unlinking lets one of them in again: they keep their address and answers, are signed out everywhere and told by mail. Until they have signed in, their address cannot be changed.",
    email: "Work e-mail of the person",
    action: "Unlink account",
    confirmTitle: "Unlink their company account?",
    confirmText:
      "They are signed out everywhere. The company account that they sign in with next is linked to them.",
    done: "The account is unlinked. The person is told by mail.",
    nobody: "Nobody here is invited under this address. Nothing was changed.",
    notLinked: "No company account is linked to this person. Nothing was changed.",
  },
  board: {
    title: "Who has submitted",
    note: "Yes or no only. What anybody answered is not shown here or anywhere else in the program.",
    summary: (complete: string, all: Count, missing: Count) =>
      `${complete} of ${duos(all)} complete, ${answers(missing)} missing`,
    caption: (number: string) => `Who has submitted in cycle ${number}`,
    list: (count: Count) => `Show ${duos(count)}`,
    filter: "Filter the board",
    search: "Search",
    show: "Show",
    all: "All duos",
    missing: "Missing only",
    state: "State",
    complete: "Complete",
    incomplete: "Incomplete",
    completeDuos: "Complete duos",
    byUnit: "By unit and side",
    itself: (name: string) => `${name} itself`,
    reminded: (day: string) => `reminded on ${day}`,
    masked:
      "Of duos that you also read as a leader you see only whether they are complete: who of the two is missing is not shown to you.",
    nothingFound: "No duo found. Change the search.",
    duo: "Duo",
    unit: "Unit",
    ic: "Technical side",
    manager: "People side",
    submitted: "submitted",
    notYet: "not yet",
    declined: "no reminder needed",
    nobodyMissing: "Nobody is missing. Everybody has submitted.",
  },
  health: {
    title: (number: string) => `How the survey works, cycle ${number}`,
    note: "Over the whole organization, from 30 people on, as it was when the cycle was published.",
    inTime: (share: string, kept: boolean) =>
      `${share} of surveys took less than 4 minutes. ${kept ? "The promise of 80% is kept." : "80% are promised."}`,
    untimed: "Fewer than 30 surveys were timed, so nothing is said about how long they took.",
    alpha: (alpha: string, surveys: string, people: string) =>
      `Reliability of the scored questions together (Cronbach’s alpha): ${alpha}, from ${surveys} surveys of ${people} people.`,
    noAlpha: "The answers differ too little for a reliability of the questions.",
    items: "Reliability question by question",
    rest: "Goes with the others (r)",
    n: "Surveys",
    anchors: {
      title: "The five questions that never change, beside themselves a year before",
      none: "The five questions that never change are checked once a year: the first time in the cycle that opens a year after the first one with figures.",
      steady: (cycle: string, since: string) =>
        `The five questions that never change still measure what they did: checked in cycle ${cycle} against cycle ${since}.`,
      drifted: (codes: string, cycle: string, since: string) =>
        `${codes} drifted between cycle ${since} and cycle ${cycle}. Levels and trends go on, but compare years with care, and look at what else changed for everybody.`,
      before: "Went with the others (r)",
      now: "Goes with the others (r)",
      role: "IC side higher by",
      points: (points: string, low: string, high: string) => `${points} (${low} to ${high})`,
      found: "Found",
      asBefore: "As before",
      drift: {
        rest: "Goes with the others differently than a year before.",
        role: "The two roles answer it differently.",
      },
    },
  },
  cadence: {
    next: "Next three openings",
    show: "Show what each rhythm can see",
  },
  fields: {
    past: "This moment has passed. Choose a later one.",
    "too-far": "At most 90 days from now.",
    unknown: "This time zone is not known. Choose a place, for example Europe/Paris, or UTC.",
    "other-rules":
      "The server and the database have different rules for this time zone on that day. Choose another time zone or another day, or have both updated.",
    "date-time": "Give a date and a time.",
    day: "Give a day of the calendar.",
    time: "Give a time of day, such as 09:00.",
    window: "14 to 28 days.",
    overlap: "This would overlap another cycle. Choose another time, or move or skip the other one.",
    earlier: "It can only close later than it does now.",
    "too-short": "Say a little more: at least 10 characters.",
    "too-long": "At most 500 characters.",
    ...addresses,
    other: "This cannot be right.",
  },
  conflict: "Another cycle is open already, or this one has moved on. Load the page again to see it.",
  signIn: "Sign in again",
  keep: "Cancel",
};

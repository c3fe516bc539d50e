import type { Audience } from "@/lib/instrument/confidentiality";
import type { MessageCode } from "@/lib/instrument/messages";

/** Texts of the survey. They hold {names} instead of being functions, because a page hands them to the browser. */
export const survey = {
  window: {
    sinceLastCycle: "Since the last cycle",
    lastFourWeeks: "In the last four weeks",
  },
  progress: "{n} of {total}",
  minutesLeft: "about {minutes} minutes left",
  lastMinute: "about a minute left",
  cantSay: "Can’t say",
  optional: "Optional",
  back: "Back",
  next: "Next",
  toReview: "Review",
  loading: "Loading…",
  audience: {
    title: "Who sees this answer?",
    S: "{P}, side by side with theirs, once you have both submitted. Nobody else.",
    A: "Nobody. It only counts in overall figures, together with your other answers.",
    units:
      "Nobody reads your answer. Your leaders read a rounded figure of a whole unit, over at least 5 duos and 6 people. It is in no score and no state.",
    P: "Only you. It enters no figure about you or your duo.",
    trust:
      "Nobody, unless you and {P} both choose later to show each other this answer. It counts in overall figures.",
    comment:
      "{P}, word for word, once you have both submitted. Nobody else, ever: no leader and no admin, and no figure counts it.",
    note: "Only you. {P} never does, nor a leader or an admin, and no figure counts it.",
  } satisfies Record<"title" | Audience, string>,
  choice: {
    second: "And, if you like, a second",
    noSecond: "No second",
    joined: "{first}; then {second}",
  },
  allocation: {
    points: "Points for {option}",
    more: "5 more for {option}",
    fewer: "5 fewer for {option}",
    left: "{n} points left",
    leftOne: "1 point left",
    done: "All 100 points given",
    over: "{n} points too many",
    overOne: "1 point too many",
  },
  ownership: { hint: "Leave out what does not apply. Choose an answer again to clear it." },
  text: {
    comment: "Is there something that you want to tell {P}?",
    note: "A note to yourself",
    characters: "{n} of {most} characters",
    over: "{n} too many of {most} characters",
    /** Where the field is full, so that the end of what was pasted may be missing. */
    full: "This field holds {n} characters. What went beyond them was left out.",
    /** On the review, under what was written: who reads it. */
    preview: {
      comment: "This is what {P} reads, once you have both submitted. Nobody else does.",
      note: "Only you read this.",
      /** Once both have submitted. */
      shown: "{P} reads this. Nobody else does.",
    },
  },
  problem: {
    required: "Choose an answer, or “Can’t say”.",
    "not-an-option": "This answer is not one of the options. Choose again.",
    choices: "Choose one, or two different ones.",
    points: "Use whole points from 0 to 100.",
    step: "Use steps of 5 points.",
    total: "Give out exactly 100 points, or tick “Can’t say”.",
    "too-long": "Shorten this text to 2,000 characters.",
    unreadable:
      "This text has characters that cannot be stored. Remove what was pasted; everything else is still here.",
    "unknown-item": "This question is not part of your survey. Load the page again.",
  } satisfies Record<MessageCode, string>,
  review: {
    title: "Your answers",
    lede: "Look through them and submit. You can change them until you and {P} have both submitted.",
    edit: "Change",
    unanswered: "Not answered",
    problems: "Some answers are not complete yet",
    submit: "Submit",
    submitAgain: "Submit the changes",
    submitting: "Submitting…",
  },
  resubmitting: "You have already submitted. That version counts until you submit your changes.",
  merged: {
    title: "Answers from another tab or device were added",
    text: "Look through them before you submit.",
  },
  conflicts: {
    title: "Which answer is right?",
    lede: "You changed these answers here. Before they were saved, answers were saved on another device or in another tab. Choose for each question; what is saved now stays until you have chosen.",
    here: "From this device",
    there: "Saved now",
    unanswered: "No answer",
  },
  saved: {
    idle: "",
    saving: "Saving…",
    saved: "Saved",
    offline: "Kept on this device",
    failed: "Kept on this device",
    checking: "Checking…",
    "signed-out": "Kept on this device",
    "other-person": "",
    invalid: "Not saved",
    closed: "Closed",
    left: "Not counted",
    withdrawn: "Withdrawn",
    gone: "Not open to you",
    locked: "Locked",
  },
  /** Shown instead of "kept on this device" where the browser cannot store anything. */
  notSaved: "Not saved yet",
  notKept:
    "Your browser keeps nothing for this site: leave this page open until it says “Saved”. Use another tab for anything else, such as signing in.",
  tryNow: "Try now",
  reference: "If it goes on, tell your program admin and mention reference {reference}.",
  /** The server, or something before it, answered and did not take the answers. */
  failed: {
    fault: {
      title: "Something went wrong on our side",
      text: "What you typed is kept on this device. We keep trying to save it.",
    },
    "too-many": {
      title: "That was too often in a short time",
      text: "What you typed is kept on this device. We save it within a minute.",
    },
    busy: {
      title: "Twofold is not available at this moment",
      text: "What you typed is kept on this device. We keep trying to save it.",
    },
    refused: {
      title: "The server could not read what this page sent",
      text: "What you typed is kept on this device. Load the page again: it may be from before an update.",
    },
    unexpected: {
      title: "Something else answered in place of Twofold",
      text: "What you typed is kept on this device. Your network may ask you to sign in to it. We keep trying to save.",
    },
  },
  trouble: {
    offline: {
      title: "No connection",
      text: "What you typed is kept on this device. We save it as soon as you are back online.",
    },
    checking: {
      title: "Checking whether your answers arrived",
      text: "The connection broke while you submitted. We keep asking; nothing is lost and nothing counts twice.",
    },
    "signed-out": {
      title: "You were signed out",
      text: "What you typed is kept on this device. Sign in again and go on where you were.",
      action: "Sign in again",
    },
    invalid: {
      title: "Some answers could not be saved",
      text: "They are still here. Go to each question named below and answer it again.",
    },
    closed: {
      title: "This cycle is closed",
      text: "It takes no more answers.",
    },
    left: {
      title: "This duo has left the cycle",
      text: "It ended or was paused, so its survey takes no more answers, although the cycle is still open for others. Your answers are still shown here, but nothing of them counts.",
    },
    gone: {
      title: "You cannot answer this survey any more",
      text: "The cycle was cancelled, or you left this duo. Ask your program admin if you did not expect either. What was not saved stays on this device for seven days.",
    },
    withdrawn: {
      title: "You withdrew your answers of this cycle",
      text: "They are removed, and this cycle takes no others from you.",
    },
    locked: {
      title: "You have both submitted",
      text: "Answers are locked now, so that what you compare does not change.",
    },
  },
  /** Once a survey takes no more answers. */
  ended: {
    unsent: {
      title: "What you had not sent",
      lede: "You did not submit this, so it does not count and nobody else reads it. It is shown to you alone: copy what you want to keep.",
    },
    /** Of a survey that is not there any more, so that nobody knows what was submitted. */
    onPage: {
      title: "What this page holds",
      lede: "None of it can be changed or submitted here any more. It is shown to you alone: copy what you want to keep.",
    },
    submitted: "Submitted: {answer}",
    inForce: { title: "What you submitted", counts: "This version counts." },
    nothing: "You had submitted nothing, so nothing of yours counts in this cycle.",
  },
  done: {
    title: "Thank you. Your answers are in.",
    waiting:
      "Where your views meet shows once you and {P} have both submitted. Until then you can change your answers.",
    revealed: "{P} has answered too. See where your views meet and part.",
    toReveal: "See both views",
    home: "Back to the start page",
  },
  promise: {
    title: "Before you start: who sees what",
    lede: "Your answers are confidential. This is what that means in this cycle. It does not change while the cycle runs.",
    accept: "I understand, start",
  },
};

/** The texts of the survey in any language. */
export type SurveyWords = typeof survey;

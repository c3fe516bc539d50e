import type { JobFault, JobName } from "../../domain/jobs";
import type { MailKind, MailNoUse, MailTrouble } from "../../domain/mail";
import type { Count } from "./nouns";

const mails = ({ n, figure }: Count) => `${figure} ${n === 1 ? "mail" : "mails"}`;

/** The admin's page of what runs by itself, and the mail that it sends. */
export const jobs = {
  title: "Jobs and mail",
  link: "Jobs and mail",
  lede: "What Twofold does by itself. Everything is looked at each minute.",
  names: {
    "open-cycles": "Open planned cycles",
    remind: "Remind those who are missing",
    "close-cycles": "Close cycles at their time, and carry out ends on their day",
    "publish-cycle": "Publish closed cycles",
    "remove-answers": "Remove answers whose time has come",
    "send-mail": "Send mail",
    "seal-audit": "Seal the audit log",
    "check-audit": "Check the whole audit log, each night",
  } satisfies Record<JobName, string>,
  head: { job: "Job", last: "Last run", next: "Has to do next", state: "State", action: "Action" },
  runs: {
    title: "Jobs",
    note: "If every last run is old, no process works on the queue: start the server, or “npm run worker” where jobs run apart.",
  },
  never: "Not yet",
  nothingDue: "Nothing in sight",
  eachNight: "The coming night",
  /** A reminder outside of its reader's working hours leaves before them. */
  remindFrom: (at: string) => `${at}, or earlier where that is outside of somebody’s working hours`,
  fine: "In order",
  failed: (why: string, times: string, reference: string) =>
    `${why} Runs that failed in a row: ${times}.${reference && ` Reference in the log: ${reference}.`}`,
  faults: {
    database: "The database could not be reached or was too busy. It is tried again each minute.",
    "mail-server": "The mail server would not take mail. It is tried again, at longer and longer intervals.",
    "audit-stream":
      "The audit log is sealed, but where AUDIT_STREAM leads cannot be written. It is tried again each minute.",
    unknown: "It stopped with an error and changed nothing. It is tried again each minute.",
  } satisfies Record<JobFault, string>,
  retry: {
    label: "Run now",
    title: (job: string) => `${job} now?`,
    text: "It does what is due, as it would within the next minute. Mail that the mail server would not take is tried again at once.",
    done: (job: string) => `${job}: it runs now.`,
  },
  mail: {
    title: "Mail that did not arrive",
    caption: "Mail of the last 30 days that did not arrive",
    summary: (waiting: string, lastSent: string | null) =>
      `Waiting now: ${waiting}. Last sent: ${lastSent ?? "none yet"}. A mail that the receiving server takes and returns later goes to the sender’s address, where Twofold cannot see it.`,
    later: (count: Count, first: string) =>
      `${mails(count)} besides ${count.n === 1 ? "waits" : "wait"} for the right time, such as the reader’s morning. The first leaves at ${first}.`,
    noneFailed:
      "None was given up on in the last 30 days. What the mail server does not take is tried for three days.",
    to: "To",
    kind: "About",
    at: "Given up on",
    why: "Why",
    kinds: {
      "sign-in": "Signing in",
      "identity-unlinked": "An unlinked account",
      "passkey-added": "A new passkey",
      "passkey-removed": "A removed passkey",
      "address-change": "A new sign-in address",
      "address-set": "A sign-in address was set: to the old one",
      "partner-address-set": "A partner’s sign-in address was set",
      "cycle-opened": "Invitation",
      "cycle-cancelled": "A cancelled cycle",
      reminder: "Reminder",
      nudge: "Reminder by an admin",
      "partner-answered": "The partner answered",
      "reveal-ready": "Both answered",
      "cycle-published": "Published results",
      "cycle-withdrawn": "Withdrawn results",
      "partner-replaced": "A partner was replaced: to who stays",
      "new-partner": "A partner was replaced: to who comes",
      "duo-ended": "A duo that ends",
      "duo-paused": "A paused duo",
      "duo-resumed": "A duo that goes on",
      "new-reader": "A new reader",
      "role-granted": "A new role",
      "role-ended": "A role that ended",
    } satisfies Record<MailKind, string>,
    /** From the mail server's codes. */
    reasonOf: (codes: string) => {
      if (/\b55[0-4]\b/.test(codes)) return `The receiving server refuses this address (${codes}).`;
      if (/\b5\d\d\b/.test(codes)) return `The mail server refused it for good (${codes}).`;
      return `The mail server could not be reached for three days (${codes}).`;
    },
    again: "Send again",
    againTitle: (name: string) => `Send this mail to ${name} again?`,
    againText:
      "Correct the address first, if that was the reason. A reminder is left out where its reader has answered meanwhile.",
    allAgain: "Send all again",
    allAgainTitle: (count: Count) => `Send ${mails(count)} again?`,
    allAgainText:
      "Each goes once more to the address that its reader has now, a reminder in working hours. Whatever is of no use any more, such as an invitation to a cycle that has closed, is left out. What was refused for its address is refused again until that is corrected.",
    allOnTheirWay: (count: Count) => `${mails(count)} ${count.n === 1 ? "is" : "are"} on the way again.`,
    /** Why a mail is not sent again. */
    noUse: {
      cancelled: "Of no use any more: the cycle was cancelled.",
      closed: "Of no use any more: the cycle has closed.",
      "not-asked": "Of no use any more: the cycle does not ask this person now.",
      withdrawn: "Of no use any more: the cycle was withdrawn.",
      "taken-back": "Of no use any more: what it tells was changed back.",
      over: "Of no use any more: the duo has ended.",
      decided: "Of no use any more: the new address was confirmed or refused.",
    } satisfies Record<MailNoUse, string>,
    noneOfUse:
      "Nothing was sent: no mail of these is of use any more. Load the page again, and the list says why of each.",
    notFailed: "This mail is on its way again already. Load the page again to see it.",
  },
  banner: {
    title: {
      stalled: "Mail does not arrive",
      "given-up": "Some mail was given up on",
    } satisfies Record<MailTrouble, string>,
    waiting: (count: Count, since: string) => `${mails(count)} waiting, the oldest since ${since}.`,
    failed: (count: Count) =>
      `${mails(count)} given up on in the last 30 days: the list says to whom, and why.`,
    link: "See jobs and mail",
  },
};

/** Withdrawing one's answers, with what follows from it. */
export const withdrawing = {
  link: "Withdraw my answers…",
  title: "Withdraw my answers",
  lede: "You can take back what you answered, cycle by cycle or everything. First you read what happens; nothing is removed before you say so.",
  surveys: "Your surveys",
  nothing: "You have not answered anything yet, so there is nothing to withdraw.",
  columns: { cycle: "Cycle", duo: "Duo", state: "Your answers", withdraw: "Withdraw" },
  state: {
    draft: "Draft",
    submitted: "Submitted",
    waiting: "Withdrawn; removed when the cycle is published",
    removed: "Withdrawn and removed",
  },
  choose: "See what happens",
  all: "Withdraw everything…",
  oneTitle: (cycle: string, duo: string) => `What happens to ${cycle}, ${duo}`,
  allTitle: "What happens when you withdraw everything",
  /** By the state of the cycle. */
  phase: {
    draft: [
      "Your draft is removed now.",
      "You cannot answer in this cycle any more. Your partner sees what they see now: that you have not submitted.",
    ],
    open: [
      "All your answers of this cycle are removed now, and with them your guesses, your trust answer and your comment.",
      "You cannot answer in this cycle any more. Your partner sees that there are no submitted answers from you.",
      "The cycle counts as not answered by you: your duo’s row says “incomplete”.",
    ],
    closed: [
      "The results of this cycle are being computed, so your answers still count in them. They are removed as soon as the cycle is published.",
      "Then the scores of your answers go too, and your partner reads “deleted” in their place.",
      "What gets published stays. Later cycles are computed without these answers.",
    ],
    published: [
      "All your answers of this cycle are removed now, and with them their scores, your guesses, your trust answer and your comment.",
      "Your partner reads “deleted” in place of your answers.",
      "What was published stays as it is and is not computed again: your duo’s status, level and bands, and the figures of units. Later cycles are computed without these answers.",
    ],
  },
  /** When both of the duo have submitted. */
  revealed: {
    open: "Your comparison ends for both of you. Your partner can have read your shared answers already, and will notice that it is gone.",
    closed: "Until then your partner can still read your shared answers.",
    published:
      "Your comparison ends for both of you. Your partner can have read your shared answers already.",
  },
  always: {
    title: "What stays",
    stays: [
      "That you took part, when you answered, and that you withdrew. The audit log says that you withdrew, not what.",
      "What the two of you wrote down together: promises, points to talk about, moments. Promises of a cycle whose comparison ends can no longer change: remove beforehand what should not stay.",
      "Backups that your organization keeps hold the answers until they are replaced. If it ever restores one from before today, your answers are withdrawn again before anybody can use it: the ledger of erasures has a line with the ids of this survey and of you, without a name or an answer.",
    ],
    final: "This cannot be undone.",
  },
  confirm: "Withdraw these answers for good",
  confirmAll: "Withdraw all my answers for good",
  keep: "Keep them",
  ledger:
    "Nothing was withdrawn: the ledger of erasures cannot be used, and without its line a backup would bring your answers back. Tell your program admin; the server’s log says what is wrong.",
  otherStage:
    "Nothing was withdrawn: something changed while this page was open, and with it what happens. The page now says what would happen; read it and decide again.",
  done: "It is done. Your answers are withdrawn.",
  back: "What Twofold knows about me",
};

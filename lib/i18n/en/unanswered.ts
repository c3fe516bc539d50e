/** What is said beside a form or in place of a page that got no answer, or none that holds. Only some pages load them. */
export const unanswered = {
  /** Above the sentence that says why, on a page in place of a file. */
  refused: "This was not possible",
  /** Beside a form whose action got no answer. */
  noAnswer: "No answer came from Twofold. What you typed is still here: check your connection and try again.",
  /** The same where the form is a button and nothing was typed. */
  noAnswerToButton: "No answer came from Twofold. Check your connection and try again.",
  /** While the server has too much to do, or its database does not answer. */
  busy: {
    /** On a page that loads itself again. */
    reads:
      "Many people are here, or a part of Twofold is being started again. This page tries again by itself in a few seconds.",
    /** On a page in place of the one that a form leads to. */
    sends:
      "Nothing was changed. Go back: what you typed is still there. Wait a few seconds and send it again.",
    /** Beside a form that is a button, and beside one in which something was typed. */
    button: "Twofold is not available at this moment. Nothing was changed: try again in a few seconds.",
    form: "Twofold is not available at this moment. Nothing was changed, and what you typed is still here: try again in a few seconds.",
  },
  /** Beside a form: it was sent to the database, which did not say what became of it. */
  unconfirmed:
    "It is not certain yet whether this was stored. Load the page again in a minute to see it, before you repeat it.",
};

/** Texts of a page that failed. They are in a file of their own because every browser loads them. */
export const failure = {
  title: "Something went wrong on our side",
  text: "Everything you saved before is kept. Try again; if it happens twice, tell your program admin and mention this reference.",
  textWithoutReference:
    "Everything you saved before is kept. Try again; if it happens twice, tell your program admin what you did before.",
  offline: {
    title: "No connection",
    text: "This did not get through. Everything you saved before is kept: check your connection and try again.",
  },
  /** The server runs another version than the one that made the page, and does not know its form any more. */
  otherVersion: {
    title: "Twofold was updated",
    text: "Since this page was opened, a new version of Twofold runs, which takes nothing from it any more. Nothing was changed: load the page again and repeat this there.",
    reload: "Load the page again",
  },
  /** While the server has too much to do, or its database does not answer. */
  busy: {
    title: "Twofold is not available at this moment",
    text: "Many people are here, or a part of Twofold is being started again. Everything you saved before is kept: wait a few seconds and try again.",
  },
  /** Something was sent to the database, which did not say what became of it. */
  unconfirmed: {
    title: "It is not certain yet whether this was stored",
    text: "The database did not confirm it in time. Load the page again in a minute to see it, before you repeat it.",
  },
  reference: (code: string) => `Reference: ${code}`,
  retry: "Try again",
  unreadable: {
    title: "Stored answers cannot be read",
    text: "Answers that belong to this page were changed or moved outside of Twofold, so they are not shown. Nothing was overwritten. Tell your program admin and mention this reference.",
  },
};

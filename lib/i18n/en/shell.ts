export const shell = {
  brand: "Twofold",
  description:
    "See which duos multiply each other’s impact, and which drift apart, without exposing anyone’s answers.",
  skipToContent: "Skip to content",
  nav: {
    label: "Main",
    home: "Home",
    ownDuos: "Your duos",
    insights: "Insights",
    overview: "Overview",
    changes: "Changes",
    duos: "Duos",
    units: "Units",
    flow: "Flow",
    kinds: "Kinds",
    seeing: "What we can see",
    program: "Program",
    audit: "Audit log",
  },
  /** Titles of the browser's tab for pages that the menu does not name. */
  tab: {
    setup: "Set-up",
    report: "Report",
    roster: "Roster",
    duo: "Your duo",
    talk: "Your talk",
    survey: "Survey",
    rosterImport: "Import",
    address: "New address",
    ownData: "What Twofold knows about me",
    withdraw: "Withdraw my answers",
    inventory: "Personal data",
    review: "For a review",
    erasing: "Erase a person",
    retention: "How long answers are kept",
    signInRule: "How people with a role sign in",
  },
  account: {
    label: "Your account",
    signOut: "Sign out",
  },
  footer: {
    label: "About Twofold",
    promise: "Answers are confidential. Leaders never see them.",
    methodology: "How it is computed",
  },
  action: {
    apply: "Apply",
    clear: "Clear filters",
    open: "Open",
    home: "Go to the start page",
    exportCsv: "Export CSV",
    print: "Print",
  },
  /** What a form says while it is sent, and once its change was made. */
  progress: {
    saving: "Saving…",
    saved: "Saved.",
    removed: "Removed.",
    /** After a refusal. */
    kept: "What you typed is kept on this device, encrypted, for seven days or until you send it. Only you can open it, by signing in.",
    /** In place of a refusal once its person is back. */
    signedInAgain: "You are signed in again. Nothing was changed yet: press the button again.",
    /** Of a message over the page. */
    close: "Close",
  },
  /** Over a page whose link or filter got no answer. */
  keptPage: {
    title: "There is no connection to Twofold.",
    text: "This page stays as it is, and so does what you chose. Try again once the connection is back.",
    again: "Try again",
  },
  /** Above a page in whose forms something is again that could not be sent. */
  keptForms: {
    title: "What you typed here is back",
    text: "It could not be sent and was kept on this device, encrypted. Look it over and send it, or throw it away.",
    files: "Files are never kept: choose them again.",
    others:
      "What you typed here in another tab is kept too. It comes back when you open this page after this one was sent or thrown away.",
    discard: "Throw it away",
    discarded: "Thrown away.",
  },
  pages: {
    label: "Pages",
    previous: "Previous",
    next: "Next",
    range: (from: string, to: string, total: string) => `${from} to ${to} of ${total}`,
    all: "All on one page",
    paged: "Page by page",
    /** Beside a list that is too long for one page. */
    most: (rows: string) => `One page shows ${rows} rows at most.`,
    /** On paper, when the rows of the other pages could not be fetched. */
    partPrinted: (range: string) =>
      `These are rows ${range}. “All on one page” shows and prints the others too.`,
  },
  notice: {
    withdrawn: "Withdrawn",
  },
  loading: "Loading",
  error: {
    notFoundTitle: "There is nothing here for you",
    notFoundText:
      "The address may be wrong, or it may lead to something you have no access to. Nothing was changed.",
  },
  figure: {
    of: (n: string, total: string) => `${n} of ${total}`,
  },
};

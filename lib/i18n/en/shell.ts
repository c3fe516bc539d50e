export const shell = {
  brand: "Twofold",
  description:
    "See which duos multiply each other's impact, and which drift apart, without exposing anyone's answers.",
  skipToContent: "Skip to content",
  nav: {
    label: "Main",
    home: "Home",
    overview: "Overview",
    changes: "Changes",
    duos: "Duos",
    units: "Units",
    flow: "Flow",
    program: "Program",
    audit: "Audit",
    methodology: "How it is computed",
  },
  account: {
    label: "Your account",
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: "Sign out",
  },
  footer: {
    label: "About Twofold",
    promise: "Answers are confidential. Leaders never see them.",
    methodology: "How it is computed",
    privacy: "Who sees what",
  },
  action: {
    apply: "Apply",
    cancel: "Cancel",
    close: "Close",
    clear: "Clear filters",
    confirm: "Confirm",
    open: "Open",
    home: "Go to the start page",
    exportCsv: "Export CSV",
    print: "Print",
  },
  field: {
    optional: "optional",
    filters: "Filters",
  },
  pages: {
    label: "Pages",
    previous: "Previous",
    next: "Next",
    range: (from: string, to: string, total: string) => `${from} to ${to} of ${total}`,
  },
  notice: {
    info: "Note",
    warning: "Please note",
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
    noClearChange: "no clear change",
    changeSince: (change: string, since: string) => `${change} since ${since}`,
  },
};

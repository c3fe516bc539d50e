/** Insights: the frame of every view, the overview, what changed and the flow between states. */
export const insights = {
  title: "Insights",
  views: "Views of insights",
  filter: {
    label: "What these pages show",
    cycle: "Cycle",
    unit: "Unit",
    pair: "Pair type",
    allPairs: "All",
    range: "Range",
    ranges: { "6": "6 cycles", "13": "13 cycles", "24": "24 cycles" },
    withdrawn: (cycle: string) => `${cycle}, withdrawn`,
  },
  notPublished: {
    title: "Nothing is published yet",
    text: "After a cycle closes, its results are computed once and stand here for good. You get a mail when they do.",
  },
  withdrawn: {
    title: (cycle: string, date: string) => `The cycle of ${cycle} was withdrawn on ${date}`,
    text: (reason: string) =>
      `Reason given: ${reason} Its figures are not shown. Choose another cycle above.`,
  },
  private: {
    title: "This cycle was run in private mode",
    text: "Leaders read unit figures only: shares as bands, no duo by name. That was promised before the first question and stays so.",
  },
  hidden: {
    "no-duos": "No duo was enrolled here in this cycle.",
    "too-few": "Too few complete duos to show safely: at least five, and six people.",
    complementary: "Hidden, so that no other hidden figure can be worked out from it.",
    "not-offered": "Not shown by pair type: single duos could be worked out from it.",
  },
};

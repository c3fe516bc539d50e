/** What a duo's status means for its leader, and what they can do. The texts must name neither a side nor a gap. */
export const suggestedActions = {
  title: "What this means, and what you can do",
  means: {
    multiplying: "Their answers say that the two together are clearly more than the sum of two.",
    steady: "The two work together without anything that stands out beyond noise.",
    strained: {
      low: "Working together brings the two little at the moment. That is a level, not a trend.",
      "one-side": "The partnership is noticeably harder for one of the two. You are not told for whom.",
      split: "The two see their partnership differently. You are not told who sees it how.",
    },
    diverging: {
      declining: "What the two get from each other has gone down, beyond measurement error.",
      apart: "The views of the two have moved apart, beyond measurement error.",
      both: "What the two get from each other has gone down and their views have moved apart, both beyond measurement error.",
    },
    "not-enough-data": "The two have not answered often enough for a state that could be trusted.",
    incomplete: "Not both partners submitted in this cycle. It says nothing about how they work together.",
  },
  action: {
    celebrate: {
      title: "Celebrate and learn",
      text: "Say that you noticed. Ask the two what they do that others could copy, and leave it working.",
    },
    "re-scope": {
      title: "Re-scope",
      text: "Ask both together what they carry and what changed lately: goals, load, people. Take something away or make the shared goal clearer.",
    },
    coach: {
      title: "Offer a coach or a facilitated hour",
      text: "Offer the two an hour with somebody neutral on where they want to go together. An offer, not an order.",
    },
    roles: {
      title: "Check the role split",
      text: "Ask both together who decides what: who, when, what, how and why. Settle what is claimed twice or by nobody.",
    },
    leave: {
      title: "Leave it alone",
      text: "Nothing needs you here. Steady is a good place to be.",
    },
    wait: {
      title: "Give it time",
      text: "Make room for the survey rather than asking for answers. The next cycle may tell more.",
    },
  },
  limits: "Please do not ask either of them what they answered. They were promised that you never see it.",
};

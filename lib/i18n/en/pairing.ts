import type { Distance, Pairing } from "@/lib/guide/pairing";

/** How two people fit, without a score: where it tends to rub, and what to ask each other. */
export const pairing = {
  title: "How you two fit",
  note: "No score. Where two people like you tend to rub against each other, and a question for each.",
  show: "Show where, and what to ask",
  archetypes: {
    title: "How you work",
    /** What each kind pulls towards. */
    pull: {
      "tech-lead": "wants the next step settled, so that the team can go on",
      architect: "wants to think a change through, so that it lasts",
      solver: "dives into the hardest problem and is away from the rest meanwhile",
      "right-hand": "works through others and needs to know what the leader knows",
      explorer: "looks for what could be entirely different and bets on it early",
      "product-engineer": "starts from the user and takes the shortest way there",
    } as Readonly<Record<string, string>>,
    same: "You are two of a kind: quick to agree, and likely to overlook the same things.",
    sameAsk: "Who tells you what neither of you likes to look at?",
    different: (mine: string, partner: string, theirs: string) =>
      `You are somebody who ${mine}. ${partner} ${theirs}.`,
    differentAsk: "Which of the two does your next decision need?",
  },
  risk: {
    title: "Risk",
    same: "You treat risk alike: few quarrels about it, and nobody who pulls the other way.",
    near: "You treat risk a little differently, which is enough to talk past each other under pressure.",
    far: {
      me: "You rather try; your partner rather removes the risk first.",
      partner: "Your partner rather tries; you rather remove the risk first.",
    },
    ask: {
      same: "What would somebody say who sees it the other way?",
      near: "What could go wrong next that you would both accept?",
      far: "Before the next bet: which mistake would you both be glad to have made, and which not?",
    } satisfies Record<Distance, string>,
  },
  grades: {
    title: "Seniority",
    text: {
      same: "You are of the same grade, so that either can contradict the other.",
      near: "You are one grade apart, close enough to think together.",
      far: "You are two grades or more apart. Then it easily becomes coaching in one direction.",
    } satisfies Record<Distance, string>,
    ask: {
      same: "Where do you still wait for the other’s permission?",
      near: "When did each of you last change the other’s mind?",
      far: "When did the one with the lower grade last change a decision of the other?",
    } satisfies Record<Distance, string>,
  },
  coaching: {
    title: "Coaching",
    text: {
      "both-ways": "You answered that coaching runs both ways.",
      "from-me": "You answered that coaching runs mostly from you.",
      "from-partner": "You answered that coaching runs mostly from your partner.",
    } satisfies Record<NonNullable<Pairing["coaching"]>, string>,
    ask: {
      "both-ways": "What would each of you like to learn from the other next?",
      "from-me": "What could you learn from your partner that you have not asked for?",
      "from-partner": "What do you know that your partner has not asked you about?",
    } satisfies Record<NonNullable<Pairing["coaching"]>, string>,
    onlyYou: "Only you see this answer of yours.",
  },
};

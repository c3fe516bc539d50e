/** Promises of earlier versions, by version: people can read what they accepted. They never change. */
export const earlierPromises = {
  "1": {
    partner: {
      title: "Your partner",
      text: "{P} sees your shared answers side by side with theirs, only once you have both submitted. Your other answers are not shown to {P}; the one on trust only if you both choose so later. Each question says who sees it.",
    },
    leaders: {
      title: "Leaders",
      scoped:
        "Leaders of your unit see how your duo is doing once the cycle is published: its status with the reason and since when, its level to the nearest 5 points, and bands for agreement and topics. Never an answer, a comment, a gap or who is lower.",
      private:
        "Leaders see nothing about your duo. They see figures of whole units only, once the cycle is published.",
    },
    units: {
      title: "Figures of units",
      text: "A unit’s figure appears only with at least 5 complete duos and 6 different people behind it.",
    },
    inference: {
      title: "What two people can work out",
      text: "You are two. From any figure about your duo, {P} may work out your overall view. Single answers that are not shared stay protected.",
    },
    admins: {
      title: "Program admins",
      text: "They see whether you have submitted, yes or no. Never your answers.",
    },
    lock: {
      title: "When answers lock",
      text: "You can change your answers until you have both submitted; then they are locked. The cycle closes on {closes}. Drafts never count, and late answers are refused.",
    },
    retention: {
      title: "How long answers are kept",
      text: "Your raw answers are kept for {retention}. Published results stay, without your answers.",
    },
    access: {
      title: "Asking for data",
      text: "{P} may ask for the answers that are about them, as you may ask for theirs about you.",
    },
  },
  "2": {
    partner: {
      title: "Your partner",
      text: "{P} sees your shared answers side by side with theirs, only once you have both submitted. Your other answers are not shown to {P}; the one on trust only if you both choose so later. Each question says who sees it.",
    },
    leaders: {
      title: "Leaders",
      scoped:
        "Once the cycle is published, leaders of your unit read one row about your duo: its status with the reason and since when, its level to the nearest 5 points and, of a decline, how far it fell, and bands for agreement and topics. Beside it stand your kind of pair, how many grades lie between you, how long you have worked together, whether one of you is the other’s line manager, and the size and kind of your team. Never an answer, a comment, a gap or who is lower. The two of you can read that row too.",
      private:
        "Leaders see nothing about your duo. They see rough figures of whole units only, once the cycle is published.",
    },
    units: {
      title: "Figures of units",
      scoped:
        "A unit’s figures are counted from the rows of its duos, yours among them. Trust and early signs of change are not in the rows: rough figures of them appear only with at least 5 complete duos and 6 different people behind them.",
      private:
        "They are rough, and appear only with at least 5 complete duos and 6 different people behind them.",
    },
    inference: {
      title: "What two people can work out",
      text: "You are two. From any figure about your duo, {P} may work out your overall view. Single answers that are not shared stay protected.",
    },
    estimates: {
      title: "What leaders can work out",
      scoped:
        "From your duo’s rows a leader can estimate the lower of your two overall views to about 3 points, and is not told whose it is. The reasons “harder for one side” and “split view” say openly that one of you sees it differently. A leader can also guess at trust from the level.",
      private: "Leaders get no figure of your duo to start from.",
    },
    oneSide: {
      title: "If only one of you answers",
      text: "That cycle is never shown; your duo’s row says “incomplete”. What was answered still counts in later levels and in later statuses.",
    },
    otherCycles: {
      title: "Other cycles",
      scoped:
        "Rows that leaders could read stay readable, also if your company later shows no duos any more. They foretell about three cycles.",
      private:
        "This cycle stays private for good. Rows of earlier cycles that showed duos stay readable, and they foretell about three cycles.",
    },
    admins: {
      title: "Program admins",
      text: "They see whether you have submitted, yes or no. Never your answers.",
    },
    lock: {
      title: "When answers lock",
      text: "You can change your answers until you have both submitted; then they are locked. The cycle closes on {closes}. Drafts never count, and late answers are refused.",
    },
    retention: {
      title: "How long answers are kept",
      text: "Your raw answers are kept for {retention}. Published results stay, without your answers.",
    },
    access: {
      title: "Asking for data",
      text: "{P} may ask for the answers that are about them, as you may ask for theirs about you.",
    },
  },
  "3": {
    partner: {
      title: "Your partner",
      text: "{P} sees your shared answers side by side with theirs, only once you have both submitted. Your other answers are not shown to {P}; the one on trust only if you both choose so later. Each question says who sees it.",
    },
    leaders: {
      title: "Leaders",
      scoped:
        "Once the cycle is published, leaders of your unit read one row about your duo: its status with the reason and since when, its level to the nearest 5 points and, of a decline, how far it fell, and bands for agreement and topics. Beside it stand your kind of pair, how many grades lie between you, how long you have worked together, whether one of you is the other’s line manager, and the size and kind of your team. Never an answer, a comment, a gap or who is lower. The two of you can read that row too.",
      private:
        "Leaders see nothing about your duo. They see rough figures of whole units only, once the cycle is published.",
    },
    actions: {
      title: "What leaders note",
      scoped:
        "A leader who reads your row may note what was done for your duo: one of eight kinds, such as a coach or a talk, and a day, never a text. The two of you see it at once, as the leaders of your unit do.",
      private: "Nothing can be noted about your duo: leaders read no row of it.",
    },
    units: {
      title: "Figures of units",
      scoped:
        "A unit’s figures are counted from the rows of its duos, yours among them. Trust, early signs of change and the answers to questions of your company’s own that leaders read of units alone are not in the rows: rough figures of them appear only with at least 5 complete duos and 6 different people behind them.",
      private:
        "They are rough, and appear only with at least 5 complete duos and 6 different people behind them.",
    },
    inference: {
      title: "What two people can work out",
      text: "You are two. From any figure about your duo, {P} may work out your overall view. Single answers that are not shared stay protected.",
    },
    estimates: {
      title: "What leaders can work out",
      scoped:
        "From your duo’s rows a leader can estimate the lower of your two overall views to about 3 points, and is not told whose it is. The reasons “harder for one side” and “split view” say openly that one of you sees it differently. A leader can also guess at trust from the level.",
      private: "Leaders get no figure of your duo to start from.",
    },
    oneSide: {
      title: "If only one of you answers",
      text: "That cycle is never shown; your duo’s row says “incomplete”. What was answered still counts in later levels and in later statuses.",
    },
    otherCycles: {
      title: "Other cycles",
      scoped:
        "Rows that leaders could read stay readable, also if your company later shows no duos any more. They foretell about three cycles.",
      private:
        "This cycle stays private for good. Rows of earlier cycles that showed duos stay readable, and they foretell about three cycles.",
    },
    admins: {
      title: "Program admins",
      text: "They see whether you have submitted, yes or no. Never your answers.",
    },
    lock: {
      title: "When answers lock",
      text: "You can change your answers until you have both submitted; then they are locked. The cycle closes on {closes}. Drafts never count, and late answers are refused.",
    },
    retention: {
      title: "How long answers are kept",
      text: "Your raw answers are kept for {retention}. Published results stay, without your answers.",
    },
    access: {
      title: "Asking for data",
      text: "{P} may ask for the answers that are about them, as you may ask for theirs about you.",
    },
  },
  "4": {
    partner: {
      title: "Your partner",
      text: "{P} sees your shared answers side by side with theirs, only once you have both submitted. Your other answers are not shown to {P}; the one on trust only if you both choose so later. Each question says who sees it.",
    },
    leaders: {
      title: "Leaders",
      scoped:
        "Once the cycle is published, leaders of your unit read one row about your duo: its status with the reason and since when, its level to the nearest 5 points and, of a decline, how far it fell, and bands for agreement and topics. Beside it stand your kind of pair, how many grades lie between you, how long you have worked together, whether one of you is the other’s line manager, and the size and kind of your team. Never an answer, a comment, a gap or who is lower. The two of you can read that row too.",
      private:
        "Leaders see nothing about your duo. They see rough figures of whole units only, once the cycle is published.",
    },
    actions: {
      title: "What leaders note",
      scoped:
        "A leader who reads your row may note what was done for your duo: one of eight kinds, such as a coach or a talk, and a day, never a text. The two of you see it at once, as the leaders of your unit do.",
      private: "Nothing can be noted about your duo: leaders read no row of it.",
    },
    units: {
      title: "Figures of units",
      scoped:
        "A unit’s figures are counted from the rows of its duos, yours among them. Trust, early signs of change and the answers to questions of your company’s own that leaders read of units alone are not in the rows: rough figures of them appear only with at least 5 complete duos and 6 different people behind them.",
      private:
        "They are rough, and appear only with at least 5 complete duos and 6 different people behind them.",
    },
    kept: {
      title: "Promises you keep",
      text: "What you two promise each other stays between you. If you both rate it, it counts towards one rough figure: which share of promises was kept. Leaders read it of whole units, program admins of the whole company; it too needs at least 5 complete duos and 6 different people.",
    },
    inference: {
      title: "What two people can work out",
      text: "You are two. From any figure about your duo, {P} may work out your overall view. Single answers that are not shared stay protected.",
    },
    estimates: {
      title: "What leaders can work out",
      scoped:
        "From your duo’s rows a leader can estimate the lower of your two overall views to about 3 points, and is not told whose it is. The reasons “harder for one side” and “split view” say openly that one of you sees it differently. A leader can also guess at trust from the level.",
      private: "Leaders get no figure of your duo to start from.",
    },
    oneSide: {
      title: "If only one of you answers",
      text: "That cycle is never shown; your duo’s row says “incomplete”. What was answered still counts in later levels and in later statuses.",
    },
    otherCycles: {
      title: "Other cycles",
      scoped:
        "Rows that leaders could read stay readable, also if your company later shows no duos any more. They foretell about three cycles.",
      private:
        "This cycle stays private for good. Rows of earlier cycles that showed duos stay readable, and they foretell about three cycles.",
    },
    admins: {
      title: "Program admins",
      text: "They see whether you have submitted, yes or no. Never your answers.",
    },
    lock: {
      title: "When answers lock",
      text: "You can change your answers until you have both submitted; then they are locked. The cycle closes on {closes}. Drafts never count, and late answers are refused.",
    },
    retention: {
      title: "How long answers are kept",
      text: "Your raw answers are kept for {retention}. Published results stay, without your answers.",
    },
    access: {
      title: "Asking for data",
      text: "{P} may ask for the answers that are about them, as you may ask for theirs about you.",
    },
  },
};

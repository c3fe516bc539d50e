/** The promise that people accept before the first question, by version. Texts of earlier versions are kept, so that people
 * can read what they accepted. */
export const promises = {
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
};

/** Mails. They hold no answers and no figures; those are read after signing in. */
export const mail = {
  greeting: (name: string) => `Hello ${name},`,
  footer: "Answers in Twofold are confidential. This mail contains none.",
  signIn: {
    subject: "Sign in to Twofold",
    text: "Open this link and press the button there to sign in. It works once, for ten minutes.",
    action: "Sign in",
    code: (code: string) => `Or enter this code where you asked for it: ${code}`,
    notYou: "If you did not ask for this, ignore it. Nobody gets in without this mail.",
  },
  /** To the person whose company account an admin unlinked. */
  identityUnlinked: {
    subject: "Your company account was unlinked from Twofold",
    text: (organization: string) =>
      `An administrator of Twofold at ${organization} unlinked the company account that you signed in with, and signed you out everywhere. Your answers and your address are unchanged. The account that you sign in with next, under this address, is linked from then on.`,
    action: "Sign in",
    note: "Until you have signed in again, nobody can change the address of your account. If you did not expect this, ask your program admin and your IT.",
  },
  cycleOpened: {
    subject: "Your Twofold survey is open",
    text: (organization: string, closes: string) =>
      `A new cycle at ${organization} has begun. It takes under four minutes, and you can stop and continue any time until ${closes}.`,
    action: "Answer now",
    note: "Your partner sees nothing until you have both submitted.",
  },
  /** To the leaders of the cycle's units. */
  cyclePublished: {
    subject: (cycle: string) => `Twofold: the ${cycle} cycle is published`,
    text: (organization: string, cycle: string) =>
      `The ${cycle} cycle at ${organization} is published. See which duos multiply, which diverge, and what changed beyond noise.`,
    action: "Read the overview",
    note: "You see the units you lead, under the promise people answered to. A published cycle does not change any more.",
  },
};

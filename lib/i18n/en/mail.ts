import type { DigestShows } from "../../domain/mail";

/** The number that the program's pages call a cycle by. */
const inProgram = (number: string) => `In the program it is cycle ${number}.`;

/** Mails. They hold no answers and no figures; those are read after signing in. */
export const mail = {
  greeting: (name: string) => `Hello ${name},`,
  leads: (reader: string, unit: string) => `${reader} (leads ${unit})`,
  /** A leader who was erased since. */
  formerLeader: "a former leader",
  rows: {
    one: (partner: string) => `the row of your duo with ${partner}`,
    several: (partners: string) => `the rows of your duos with ${partners}`,
    unnamed: "the row of your duo",
  },
  /** In mails that leave between two cycles; which mode the next one has is certain only when it opens. */
  readNext: (rows: string, readers: string) =>
    `In cycles that open from now on and show leaders rows of duos, these leaders may read ${rows}, and never an answer: ${readers}. The invitation to each cycle says who reads what.`,
  /** Of leaders whom such a mail names. */
  readerAddressSet: (readers: string) =>
    `The program’s admin set another sign-in address for ${readers} before the first sign-in there. Whoever has that address reads under this name. Ask ${readers} whether it is theirs; if it is not, tell your program’s admin and your IT.`,
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
  /** To the person who added a passkey, in case it was somebody else. */
  passkeyAdded: {
    subject: "A passkey was added to your Twofold account",
    text: (organization: string) =>
      `Somebody who was signed in as you in Twofold at ${organization} added a passkey. It signs in as you from now on, without a mail.`,
    action: "Look at your passkeys",
    note: "If it was you, there is nothing to do. If not, remove it on that page, sign out everywhere there, and tell your program admin.",
  },
  passkeyRemoved: {
    subject: "A passkey was removed from your Twofold account",
    text: (organization: string) =>
      `Somebody who was signed in as you in Twofold at ${organization} removed a passkey. It does not sign in any more.`,
    action: "Look at your passkeys",
    note: "If it was you, there is nothing to do. If not, sign out everywhere on that page and tell your program admin. You can always sign in by mail.",
  },
  cycleOpened: {
    subject: "Your Twofold survey is open",
    text: (organization: string, closes: string) =>
      `A new cycle at ${organization} has begun. Most people need less than four minutes. You can stop and go on any time until ${closes}.`,
    action: "Answer now",
    note: "Your partner sees nothing until you have both submitted.",
    readers: (rows: string, readers: string) =>
      `Once the cycle is published, these leaders may read ${rows}, and never an answer: ${readers}.`,
    earlier: (rows: string, readers: string) =>
      `Of earlier cycles alone, and not of this one, these leaders may read ${rows}: ${readers}.`,
    private:
      "Leaders see nothing about your duo in this cycle. They see rough figures of whole units only, once it is published.",
    /** To who has declined before the mail left. */
    declined: {
      text: (organization: string, closes: string) =>
        `A new cycle at ${organization} has begun, and you have declined it. Until ${closes} you can take that back and answer.`,
      action: "Go to Twofold",
    },
  },
  /** To everybody who had been invited to a cycle that was cancelled before anybody answered. */
  cycleCancelled: {
    subject: "Your Twofold survey was cancelled",
    text: (organization: string) =>
      `The program’s admin at ${organization} cancelled the cycle that you were invited to. There is nothing to answer now. Nobody had begun to answer.`,
    action: "Go to Twofold",
    note: "You get a new invitation when the next cycle opens.",
  },
  /** To a partner who has not submitted, about all of their duos at once. `nudge` is sent by the program's admin. */
  reminder: {
    subject: "Your Twofold survey is still open",
    text: (partners: string, closes: string) =>
      `Your survey about your work with ${partners} waits for you. Most people need less than four minutes. It closes on ${closes}.`,
    nudged: "The admin of the program asked Twofold to remind everybody who has not submitted.",
    action: "Answer now",
    note: "What you have begun is kept. Your partner sees nothing until you have both submitted.",
    stop: "Stop reminders",
  },
  /** To the other partner of a duo, when the first one has submitted. */
  partnerAnswered: {
    subject: (partner: string) => `${partner} has answered`,
    text: (partner: string) =>
      `${partner} has submitted the survey about your work together. As soon as you submit yours, both of you see where your views meet and part.`,
    action: "Answer now",
    note: "Until then neither of you sees anything of the other.",
  },
  /** To the partner who submitted first, when both have. */
  revealReady: {
    subject: (partner: string) => `You and ${partner} have both answered`,
    text: (partner: string) =>
      `You and ${partner} have both submitted. See where your views meet and part, and what to talk about.`,
    action: "See both views",
    note: "Only the two of you can see this.",
  },
  partnerReplaced: {
    subject: "Your duo has a new partner",
    text: (former: string, partner: string) =>
      `Your duo with ${former} has ended, and you now work in a duo with ${partner}. It begins with a history of its own: nothing of the earlier duo counts in it.`,
    action: "See your duos",
    note: "What you and your former partner answered stays between the two of you.",
  },
  /** To who comes in the place of a partner. */
  newPartner: {
    subject: (partner: string) => `You and ${partner} are a duo in Twofold`,
    text: (organization: string, partner: string) =>
      `The program’s admin at ${organization} put you and ${partner} down as a duo. In each cycle Twofold asks both of you the same short questions about your work together. Your duo begins with a history of its own: nothing of an earlier duo counts in it.`,
    action: "See your duos",
    note: "There is nothing to answer yet, unless you have other duos: the invitation to the first cycle that asks this one comes by mail.",
  },
  /** To both partners of a duo that ends, but not to who stays and is told of a new partner. */
  duoEnded: {
    subject: (partner: string) => `Your duo with ${partner} ends`,
    over: (partner: string, day: string) => `Your duo with ${partner} ended on ${day}.`,
    ahead: (partner: string, day: string) => `Your duo with ${partner} ends on ${day}.`,
    after: "From that day on no survey asks about it, not even one that is open then.",
    formerPartner: "a former partner",
    action: "See your duos",
    note: "What you both answered stays between the two of you. What is published of earlier cycles stays as it is.",
  },
  /** To both partners of a duo that is paused. */
  duoPaused: {
    subject: (partner: string) => `Your duo with ${partner} is paused`,
    text: (organization: string, partner: string) =>
      `The program’s admin at ${organization} paused your duo with ${partner}. No survey asks about it until it goes on, not even one that is open now. Nothing is lost: what you both answered stays between the two of you, and what is published of earlier cycles stays as it is.`,
    action: "See your duos",
    note: "You get a mail when it goes on.",
    /** Where the mail before said that it ends. */
    notEnded: {
      subject: (partner: string) => `Your duo with ${partner} does not end, and is paused`,
      text: (organization: string, partner: string) =>
        `The program’s admin at ${organization} took back the end of your duo with ${partner}. It is paused: no survey asks about it until it goes on, not even one that is open now. Nothing is lost: what you both answered stays between the two of you, and what is published of earlier cycles stays as it is.`,
    },
  },
  /** To both partners of a duo that goes on after a pause, or after an end that was taken back. */
  duoResumed: {
    subject: (partner: string) => `Your duo with ${partner} goes on`,
    text: (organization: string, partner: string) =>
      `Your duo with ${partner} at ${organization} goes on. The next cycle that opens asks about it; one that is open now does not ask again. Its history goes on where it stopped.`,
    action: "See your duos",
    note: "There is nothing to do until the invitation comes.",
    /** Where nobody had heard that it stopped. */
    undone: {
      subject: (partner: string) => `Your duo with ${partner} has left the open cycle`,
      text: (organization: string, partner: string) =>
        `The program’s admin at ${organization} stopped your duo with ${partner} and let it go on again. The cycle that is open now does not ask about it any more; the next one that opens does. Nothing is lost: what you both answered stays between the two of you, and what is published of earlier cycles stays as it is.`,
    },
    /** Where it was over. */
    back: (organization: string, partner: string) =>
      `The program’s admin at ${organization} took back the end of your duo with ${partner}, so it goes on. The next cycle that opens asks about it; one that is open now does not ask again. Its history goes on where it stopped.`,
    readNone:
      "As cycles are set at present, leaders see nothing about a duo in those that open from now on. The invitation to each cycle says who reads what.",
    ends: (day: string) => `It ends on ${day}: only a cycle that opens before that day asks about it.`,
  },
  /** To the partners of the duos that somebody newly leads: by a grant, or because a duo or its unit was moved, also there and back; and of those to whom a grant opened them that was over before the mail left. */
  newReader: {
    subject: ({ now, ended }: { now: string; ended: string }) => {
      if (!ended) return `${now} may read the state of your duo`;
      return `${now ? `${now} may read, and ${ended} could read,` : `${ended} could read`} the state of your duo`;
    },
    led: (reader: string, unit: string) => `${reader} (who led ${unit})`,
    erased: "Somebody whose data were erased since",
    ended: (reader: string, rows: string, { from, until }: { from: string; until: string }) =>
      `${reader} could read ${rows}, as published by then, and never an answer, ${from === until ? `on ${from}, for less than a minute` : `from ${from} until ${until}`}: the program’s admin gave that right, and it is over.`,
    text: "The program’s admin gave somebody a right to read, or moved your duo or its unit. Who is named here may have read it before, for instance where a move was undone.",
    earlier: (rows: string, readers: string) =>
      `Of cycles that have opened already, once they are published, these leaders may read ${rows}, and never an answer: ${readers}.`,
    action: "See what leaders read",
    note: "If you did not expect this, ask the admin of your program.",
  },
  /** To the old address of somebody whose address an admin changed. */
  addressChange: {
    subject: "Confirm your new Twofold sign-in address",
    text: (organization: string) =>
      `${organization} gave you a new sign-in address. Until you confirm it, you sign in with this one. Sign in to read the new address, and confirm or refuse it.`,
    action: "Read and decide",
    note: "If you did not expect this, refuse it there and tell your program’s admin.",
  },
  /** To the address of somebody who never signed in, when an admin set another one. */
  addressSet: {
    subject: "Your Twofold sign-in address was changed",
    text: (organization: string) =>
      `The program’s admin at ${organization} set another sign-in address for you. You had not signed in yet, so it takes effect at once: from now on you sign in with the new address, and not with this one.`,
    action: "Go to Twofold",
    note: "If you have no other address, somebody else could answer in your name. Ask your program’s admin and your IT at once.",
  },
  /** To the partners of that person. */
  partnerAddressSet: {
    subject: (partner: string) => `The sign-in address of ${partner} was changed`,
    text: (partner: string) =>
      `The program’s admin set another sign-in address for ${partner}, who had not signed in yet. The person with the new address answers as your partner in every duo of the two of you, also in one that is over should it go on again, and reads what you share once both of you have answered.`,
    /** Where it is the one again that was in force before any was set. */
    back: (partner: string) =>
      `The program’s admin set the sign-in address of ${partner}, who had not signed in yet, back to the one from before the first change. The person with that address answers as your partner in every duo of the two of you, also in one that is over should it go on again, and reads what you share once both of you have answered.`,
    /** To somebody whose duo with them begins after their first sign-in. */
    signedIn: (partner: string) =>
      `The program’s admin set another sign-in address for ${partner} before ${partner} signed in for the first time. Whoever signed in with it answers as your partner in every duo of the two of you, also in one that is over should it go on again, and reads what you share once both of you have answered.`,
    action: "See your duos",
    note: (partner: string) =>
      `Before you answer, ask ${partner} whether that address is theirs. If it is not, tell your program’s admin and your IT, and do not answer.`,
  },
  /** To the leaders of the cycle's units. */
  cyclePublished: {
    subject: (cycle: string) => `Twofold: the ${cycle} cycle is published`,
    /** What its reader finds there: duos of their units, figures of units alone, or no complete duo. */
    text: {
      duos: (organization: string, cycle: string) =>
        `The ${cycle} cycle at ${organization} is published. See which duos multiply, which diverge, and what changed.`,
      units: (organization: string, cycle: string) =>
        `The ${cycle} cycle at ${organization} is published. It was for units only: see what can be said of yours. No duo is shown, nor a figure that could be traced to few people.`,
      nothing: (organization: string, cycle: string) =>
        `The ${cycle} cycle at ${organization} is published. No duo in the units you lead is complete in it, so nothing new is said of any: each shows as incomplete, with the date of its last state.`,
    } satisfies Record<DigestShows, (organization: string, cycle: string) => string>,
    number: inProgram,
    action: "Read the overview",
    note: "You see the units you lead, under the promise people answered to. What is published does not change later; your admin can withdraw a cycle, with a reason that you read.",
  },
  /** To somebody who leads a unit from now on: what they may read, and from when. */
  leaderGranted: {
    subject: (units: string) => `You lead ${units} in Twofold now`,
    text: (organization: string, units: string) =>
      `You were made a leader of ${units} in Twofold at ${organization}. From now on you read what is published of the duos there and in the units below: their rows in cycles that show leaders rows, earlier cycles included, and figures over several people where they cannot be traced to few. You read no answer, nor as a leader anything of a duo that you are in yourself.`,
    action: "Go to Twofold",
    note: "The people of these duos are told that you may read. If you did not expect this, ask your program admin.",
  },
  /** To somebody who may run the program, or read the audit log, from now on. */
  roleGranted: {
    subject: {
      admin: "You run the Twofold program now",
      reviewer: "You read Twofold’s audit log now",
    },
    text: {
      admin: (organization: string) =>
        `You were made a program admin of Twofold at ${organization}. You keep the roster, open and close cycles and see who has answered, yes or no. This role shows no answer and no result.`,
      reviewer: (organization: string) =>
        `You were made an audit reviewer of Twofold at ${organization}. You read who opened, exported, granted and changed what. This role shows no answer and no result.`,
    },
    action: "Go to Twofold",
    note: "If you did not expect this, ask your program admin.",
  },
  /** To somebody who lost a role: which one, since when, and by whom. */
  roleEnded: {
    subject: {
      leader: (units: string) => `You no longer lead ${units} in Twofold`,
      admin: () => "You no longer run the Twofold program",
      reviewer: () => "You no longer read Twofold’s audit log",
    },
    text: {
      leader: (units: string) =>
        `your right to read what is published of ${units} and the units below as a leader`,
      admin: () => "your right to run the program as an admin",
      reviewer: () => "your right to read the audit log as a reviewer",
    },
    by: (organization: string, { name, what, at }: { name: string; what: string; at: string }) =>
      `${name} at ${organization} ended ${what}, on ${at}.`,
    /** Where no mail told that they had it. */
    given: {
      leader: (units: string, at: string) => `You were made a leader of ${units} in Twofold on ${at}.`,
      admin: (_: string, at: string) => `You were made a program admin of Twofold on ${at}.`,
      reviewer: (_: string, at: string) => `You were made an audit reviewer of Twofold on ${at}.`,
    },
    bySelf: (organization: string, { what, at }: { what: string; at: string }) =>
      `You ended ${what} at ${organization}, on ${at}.`,
    somebody: "The administration of Twofold",
    stays: "Everything else that you may do in Twofold stays as it is.",
    action: "Go to Twofold",
    note: "If you did not expect this, ask your program admin.",
  },
  /** To leaders who had the mail that a cycle was published, when it is withdrawn. */
  cycleWithdrawn: {
    subject: (cycle: string) => `Twofold: the ${cycle} cycle was withdrawn`,
    text: (organization: string, cycle: string) =>
      `The program’s admin at ${organization} withdrew the ${cycle} cycle, of which you had a mail. Do not rely on its results. Twofold shows the reason in their place, and none of its figures.`,
    number: inProgram,
    action: "Read the reason",
    note: "Cycles published later do not build on it; those already published stay as they are.",
  },
};

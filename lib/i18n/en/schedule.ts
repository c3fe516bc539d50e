import type { SharingMode } from "../../domain/cycles";
import type { MailTrouble } from "../../domain/mail";
import type { LaunchFinding, PreviewRole } from "../../domain/schedule";
import type { Block } from "../../instrument/instrument";
import type { Rhythm } from "../../schedule/choices";
import { activeDuos, type Count, people } from "./nouns";

type Reach = Record<"reached" | "fortnight" | "sameDay", Count> & { uncounted: boolean };

/** The admin's page of cycles that open by themselves. */
export const schedule = {
  title: "Schedule",
  link: "Schedule",
  back: "Back to the program",
  lede: {
    running: (opens: string) => `The next cycle opens by itself on ${opens}.`,
    byHand: "No cycle opens by itself. Start a schedule below, or open each one by hand.",
  },
  planned: {
    title: "Next cycles",
    note: "Each opens, reminds those who are missing, closes and is published without anybody pressing anything.",
    caption: "The next cycles that open by themselves",
    opens: "Opens",
    closes: "Closes",
    asks: "Asks",
    actions: "Change",
    skipped: "Skipped. It takes no number.",
    block: (number: string, block: string) => `Cycle ${number}: the core, and ${block}`,
    blocks: {
      P_profile: "the profile of both partners",
      A_direction: "direction and investment",
      B_roles: "roles and areas",
      C_leverage: "impact and leverage",
    } satisfies Record<Exclude<Block, "core">, string>,
    clock: {
      skipped: "The clock skips this minute on that day. The next one it shows is taken.",
      twice: "The clock shows this minute twice on that day. The first time is taken.",
      "other-rules":
        "The database has other rules for this time zone than the server. The time shown here is the one that counts.",
    },
  },
  fallenOut: (day: string, why: string) => `The cycle of ${day} did not take place: ${why}`,
  why: {
    late: "less than seven days of its window were left when it could have opened.",
    "no-duos": "no duo was active.",
    cancelled: "it was cancelled before anybody answered.",
  },
  skip: {
    label: "Skip",
    title: "Skip this cycle?",
    text: "It does not open and takes no number. The cycles after it keep their dates. You can take it back until it would have opened.",
    done: (day: string) => `The cycle of ${day} is skipped.`,
  },
  restore: {
    label: "Take back in",
    title: "Take this cycle back in?",
    text: "It opens by itself at its time again.",
    done: (day: string) => `The cycle of ${day} is taken back in.`,
  },
  shift: {
    label: "Move",
    title: "Move this cycle?",
    text: "It stays open for as many days as planned. The cycles after it keep their dates. Nothing else opens in the days that it leaves: moved far, it leaves a gap there.",
    minute: "Opens on",
    done: "The cycle is moved. The table has its new times.",
  },
  changedMeanwhile:
    "This was changed meanwhile, by the clock or by another admin. The page shows it as it is now: look again before you change it.",
  skippedMeanwhile:
    "A cycle was skipped or moved meanwhile, which this change would take back. “Next cycles” above shows it: look, and press the button again.",
  /** Beside a minute that is typed. */
  inZone: (timeZone: string) => `By the clock of the cycle’s time zone, ${timeZone}.`,
  openCycle: {
    title: (number: string) => `Cycle ${number} is open`,
    note: (closes: string) => `It closes by itself on ${closes} and is published then.`,
  },
  extend: {
    label: "Extend",
    title: "Give this cycle more time?",
    text: "It can close later, never earlier, so this cannot be taken back. It closes 28 days after it opened at the latest, and the day before the next one opens. Reminders before the close move with it and say the new time; nobody gets a mail for this alone.",
    minute: "Closes on",
    done: "The cycle has more time. Reminders before the close say the new time.",
  },
  nudge: {
    label: "Remind those missing",
    title: "Remind everybody who is missing?",
    text: "Each gets one mail about all of their duos, in their own working hours. Nobody gets this more than once in two weeks, or on the day of another reminder.",
    /** Before: who would get it now; afterwards: who gets it. */
    reach: ({ reached, fortnight, sameDay, uncounted }: Reach) =>
      [
        reached.n > 0
          ? `${people(reached)} ${reached.n === 1 ? "gets" : "get"} it.`
          : fortnight.n + sameDay.n > 0 || uncounted
            ? "Nobody gets it."
            : "Nobody gets it: nobody is missing who wants reminders.",
        fortnight.n > 0 &&
          `${people(fortnight)} had one in the last two weeks, or ${fortnight.n === 1 ? "gets" : "get"} the one that waits for their morning.`,
        sameDay.n > 0 &&
          `${people(sameDay)} ${sameDay.n === 1 ? "gets" : "get"} another reminder on that day.`,
        uncounted && "Your partners and the people of duos that you read as a leader are in no number.",
      ]
        .filter(Boolean)
        .join(" "),
  },
  cancel: {
    label: "Cancel the cycle",
    title: "Cancel this cycle?",
    keep: "Keep it",
    text: (asked: Count) =>
      `This works only while nobody has begun to answer. It asks ${people(asked)}: whoever was invited is told by mail that it was cancelled. Its number is free again. It cannot be undone.`,
    done: "The cycle is cancelled. Whoever was invited is told by mail.",
  },
  /** Under the first day, while a cycle is open on it: what opens instead, where a schedule runs. */
  firstDayHint: (open: string, next: string | undefined) =>
    `A cycle is open until ${open}, and none opens before it has closed.${next ? ` The first planned opening is therefore ${next}.` : ""}`,
  form: {
    title: "When do cycles open?",
    note: "A change applies to cycles that have not opened yet. What leaders see is frozen with each cycle when it opens.",
    rhythm: "How often",
    rhythms: {
      monthly: "Every month (recommended)",
      "six-weekly": "Every six weeks",
      quarterly: "Every three months",
      single: "Once",
    } satisfies Record<Rhythm, string>,
    firstDay: "First one on",
    opensTime: "Opens at",
    opensTimeHint:
      "Invitations leave at that moment, whatever the hour is where their reader is. Reminders keep to the working hours of each.",
    closesTime: "Closes at",
    days: "Open for how many days",
    daysHint: "14 to 28. It ends the day before the next one opens at the latest.",
    start: "Start the schedule",
    change: "Change the schedule",
    done: "The schedule is saved. The next cycles above follow it.",
    takesBack: {
      title: "Change the schedule?",
      text: "The next cycles are planned anew. What you decided for single ones is taken back with it; skip or move them again afterwards, where you still want it:",
      skipped: "skipped: {opens}",
      moved: "moved: {opens}",
    },
  },
  stop: {
    label: "Stop the schedule",
    title: "Stop opening cycles by themselves?",
    text: "What is planned is dropped. An open cycle goes on and closes at its time.",
    done: "The schedule is stopped: no cycle opens by itself any more.",
  },
  /** What each role is told of a cycle. The partners' words are the promise itself, in `promises`. */
  preview: {
    title: "What people will be told",
    note: "Read it as each of them before a cycle opens; Kim stands for the partner. It is frozen with the cycle.",
    link: "Read what each role is told",
    modes: "What leaders will see",
    partner: "Kim",
    closes: "the closing time",
    as: {
      partner: "As a partner, before the first question",
      leader: "As a leader",
      admin: "As a program admin",
      reviewer: "As a reviewer",
    } satisfies Record<PreviewRole, string>,
    lines: {
      leader: {
        scoped: [
          "You read this once the cycle is published, and for the units that you lead.",
          "A duo that you are in is not in your lists: you read its row as its partner.",
          "Each list and each duo that you open is written down in the audit log.",
        ],
        private: [
          "You read this once the cycle is published, and for the units that you lead.",
          "A figure that could be traced to few people is left out.",
          "Each view that you open is written down in the audit log.",
        ],
      } satisfies Record<SharingMode, readonly string[]>,
      admin: [
        "You see who has submitted, yes or no, while the cycle is open and afterwards.",
        "Of duos that you also read as a leader you see only whether they are complete.",
        "You see no answer, and no result of a duo or a unit.",
        "From 30 people on you read how long surveys took and how well the questions go together, over the whole organization.",
      ],
      reviewer: [
        "You read the audit log: who opened, exported, granted and changed what, and when.",
        "It names people and duos, without their addresses. You see no answer and no result.",
      ],
    },
  },
  checklist: {
    title: "Before one opens",
    note: (opens: string | null | undefined) =>
      !opens
        ? "Looked up now, in the roster as it is."
        : `For the one that opens on ${opens}, by the roster as it is now: with the duos that begin until then, without those that end.`,
    link: "See the launch checklist",
    ok: "In order:",
    look: "Look at this:",
    duos: (count: Count) => `It would ask ${activeDuos(count)}.`,
    fine: {
      "no-address": "Everybody who is asked has an address.",
      "one-person": "Every active duo has two active people.",
      "grade-gap": "No duo is two grades or more apart.",
      "no-leader": "Every unit with a duo has a leader.",
    } satisfies Record<LaunchFinding, string>,
    found: {
      "no-address": ({ n, figure }: Count) =>
        `${figure} ${n === 1 ? "person has" : "people have"} no usable address and cannot be invited.`,
      "one-person": ({ n, figure }: Count) =>
        `${figure} active ${n === 1 ? "duo has" : "duos have"} a partner who is gone. ${n === 1 ? "It" : "They"} can never be complete.`,
      "grade-gap": ({ n, figure }: Count) =>
        `${figure} ${n === 1 ? "duo is" : "duos are"} two grades or more apart. Then it is often coaching in one direction rather than a duo.`,
      "no-leader": ({ n, figure }: Count) =>
        `${figure} ${n === 1 ? "unit has" : "units have"} duos and no leader, not even above. Nobody reads ${n === 1 ? "its" : "their"} results.`,
    } satisfies Record<LaunchFinding, (count: Count) => string>,
    more: (n: string) => ` and ${n} more`,
    mail: {
      fine: "Mail leaves as it should.",
      stalled: "Mail does not arrive. Look at the jobs before you open a cycle.",
      "given-up": "Mail leaves, but some of it was given up on. Jobs and mail says whom it does not reach.",
    } satisfies Record<MailTrouble | "fine", string>,
  },
};

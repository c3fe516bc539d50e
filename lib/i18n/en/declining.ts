import type { Side } from "@/lib/instrument/answers";

/** Declining a cycle, and what people read before it whose partner is also their line manager. */
export const declining = {
  link: "I would rather not answer this cycle",
  title: "You need not answer this cycle",
  lines: (name: string) => [
    `To ${name} it looks exactly as if you had not answered yet. Leaders see nothing of it.`,
    "Your program admin reads “no reminder needed” beside your name, and no reminder comes.",
    "The cycle counts as not answered by you, as if you had let it pass. What you saved as a draft stays yours.",
    "Until the close you can change your mind and answer after all.",
  ],
  confirm: "Decline this cycle",
  back: "Go to the survey",
  declined: {
    title: "You declined this cycle",
    text: (until: string) =>
      `You can still answer until ${until}. If you do, nothing is left of having declined.`,
    act: "Answer after all",
    home: "Go to home",
  },
  submitted:
    "You have submitted already, so there is nothing to decline. You can withdraw your answers instead.",
  /** To somebody whose page is open while the cycle goes. */
  cancelled: "The cycle was cancelled before anybody answered. There is nothing to decline or to answer.",
  lineManager: {
    ic: (name: string) =>
      `${name} is also your line manager, so who reads your shared answers also decides about your work: answer what you would say to ${name} in person.`,
    manager: (name: string) =>
      `You are also ${name}’s line manager, so ${name} answers to somebody who decides about their work: read it as trust, not as a report.`,
    either: "Either of you may decline this cycle; to the other it looks as if no answer had come yet.",
  } satisfies Record<Side, (name: string) => string> & { either: string },
};

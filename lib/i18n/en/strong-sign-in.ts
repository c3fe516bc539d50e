import type { RolePerson } from "../../domain/strong-sign-in";
import type { Count } from "./nouns";

/** The rule by which people with a role sign in: the admin's page, and the page of those whom it holds. */
export const strongSignIn = {
  link: "How people with a role sign in",
  title: "How people with a role sign in",
  lede: {
    off: "Admins, reviewers and leaders may sign in by a mailed link, like everybody.",
    on: "Admins, reviewers and leaders sign in with a passkey or the company’s account. A mailed link alone opens nothing for them.",
  },
  what: {
    title: "What the rule does",
    lines: [
      "It holds for everybody who is an admin, a reviewer or a leader, and for all they open, their own survey included. People without a role sign in as before.",
      "It holds at once, also for those who are signed in by mail. They are led to a page that lets them use a passkey, add one or go to the company’s account, and then to where they wanted to go. Answers that they had begun stay.",
      "Nobody is locked out for good: who has lost their passkey signs in by mail and adds another one on that page. They are told by mail, and the audit log has it.",
      "So whoever reads a person’s mailbox can still add a passkey in their name. Where that is not enough, sign people in by the company’s account alone: docs/operations.md says how.",
    ],
  },
  people: {
    title: "Who has to act first",
    some: ({ n, figure }: Count, all: string) =>
      `${figure} of ${all} ${n === 1 ? "has" : "have"} neither a passkey nor the company’s account yet. Tell them before.`,
    someNow: ({ n, figure }: Count, all: string) =>
      `${figure} of ${all} ${n === 1 ? "has" : "have"} neither yet, and ${n === 1 ? "reads" : "read"} nothing until they act.`,
    none: (all: string) => `Nobody: all ${all} have a passkey or the company’s account.`,
    name: "Person",
    roles: "Roles",
    role: { admin: "Admin", leader: "Leader", reviewer: "Reviewer" } satisfies Record<
      RolePerson["roles"][number],
      string
    >,
  },
  own: {
    title: "You have neither yourself",
    text: "The rule begins by an admin who can keep it. Add a passkey on the page of your account first, or sign in once with the company’s account.",
    link: "Your account",
  },
  noWay: {
    title: "This installation offers neither",
    text: "Passkeys need sign-in by mail and an https address with a host name. The company’s account needs an identity provider. Ask whoever runs the server.",
  },
  begin: {
    label: "Ask for a passkey or the company’s account",
    title: "Ask people with a role for a passkey or the company’s account?",
    none: "It holds at once. You can end it here at any time.",
    some: ({ n, figure }: Count) =>
      `It holds at once. ${figure} ${n === 1 ? "person reads" : "people read"} nothing until they have added a passkey or used the company’s account. You can end it here at any time.`,
    keep: "Leave it",
    done: "People with a role are asked for a passkey or the company’s account from now on.",
    conflict:
      "You have neither a passkey nor the company’s account. Add a passkey on the page of your account first.",
  },
  end: {
    label: "End the rule",
    title: "Let people with a role sign in by mail again?",
    text: "It ends at once. Passkeys go on working.",
    keep: "Leave it",
    done: "The rule has ended: people with a role may sign in by mail again.",
  },
  held: {
    title: "One more step to sign in",
    lede: (organization: string) =>
      `${organization} asks admins, reviewers and leaders for a passkey or the company’s account. You are signed in by mail, which is not enough for that. What you wanted to open comes next.`,
    own: "Use the passkey that you have",
    lost: {
      title: "Lost it? Add another one",
      note: "It signs you in from now on. The lost one still does too until you remove it, on the page of your account. We tell you by mail that it was added, and the audit log has it.",
    },
    first: {
      title: "Add a passkey",
      note: "A passkey signs you in with your fingerprint, your face or the PIN of this device. The key never leaves the device or its password manager. We tell you by mail that it was added.",
    },
    old: "A passkey can be added within an hour of signing in. Sign in by mail once more.",
    again: "Sign in by mail",
    noWay:
      "This installation offers neither at the moment. Ask whoever runs the server: they can end the rule.",
    other: "Sign in as somebody else",
  },
};

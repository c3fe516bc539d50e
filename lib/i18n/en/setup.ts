import type { SetupFault } from "@/lib/domain/setup";
import { addresses } from "./addresses";
import { activeDuos, type Count, people } from "./nouns";

/** The set-up of a new installation, from the printed link to the first cycle. */
export const setup = {
  found: {
    title: "Set up Twofold",
    lede: "You opened the link that the server printed. It works once: the first person who sends this form becomes the program admin.",
    name: "Name of your organization",
    timeZone: "Its home time zone",
    timeZoneHint: "Cycles open and close by it, unless you choose another one for them.",
    adminName: "Your name",
    adminEmail: "Your work e-mail",
    adminEmailHint: "You sign in with it from now on. You can check in the next step that mail arrives.",
    action: "Set up",
  },
  goOn: {
    title: (organization: string) => `${organization} is founded`,
    text: (admin: string) =>
      `Nobody has signed in by mail or by a company account yet, so this link signs you in as ${admin} once more.`,
    action: (admin: string) => `Go on as ${admin}`,
  },
  dead: {
    title: "This link does not work",
    unset:
      "It is not one that this server printed, or it is older than a day. Start the server again: it prints a new one.",
    isSet:
      "Twofold is set up already, by this link or another one. If you are invited, sign in. If it was you and signing in does not work, start the server again: until somebody has signed in, it prints a new link.",
    signIn: "Sign in",
  },
  /** On the sign-in page of an installation without an organization. */
  empty:
    "Nobody is invited yet. The people who run this server find a link in its output that sets Twofold up for the first time.",
  lost: "This link does not work any more: somebody else has used one meanwhile. What you typed is kept here. Sign in if you are invited, or start the server again for a new link.",
  title: "Set-up",
  lede: {
    open: "Four steps from here to the first cycle. You can leave at any time and come back: nothing is lost.",
    begun: "Cycles run already. What is still to do here says so below.",
    done: "Everything is set up.",
  },
  banner: {
    title: "The set-up is not finished",
    link: "Go on with it",
  },
  states: { done: "Done", open: "To do" },
  organization: {
    title: "Organization",
    text: (name: string, zone: string) => `${name}, in the time of ${zone}.`,
    change: "Change name or time zone",
    action: "Save",
    saved: "Saved.",
    same: "Nothing has changed: name and time zone were so already.",
  },
  signIn: {
    title: "Signing in",
    text: {
      both: "Everybody signs in by a mailed code or by your company’s account. Try it now, while you can still mend it.",
      mail: "Everybody signs in by a mailed code. Try it now, while you can still mend it.",
      provider: "Everybody signs in by your company’s account. Try it now, while you can still mend it.",
      none: "Neither mailed codes (AUTH_LOCAL=off) nor a company account (AUTH_OIDC_ISSUER) sign people in here, as in the demo. So there is nothing to try.",
    },
    mailTitle: "By e-mail",
    off: "Sign-in by e-mail is switched off (AUTH_LOCAL=off), so there is no mail to try.",
    proven: (address: string) => `Twofold knows that you can be reached under ${address}.`,
    send: "Send a test mail",
    sendText: (address: string) =>
      `It is the mail with which everybody signs in. It goes to ${address} at once.`,
    sent: "The mail server took it. Enter the code from the mail below, so that we know it arrived. If none comes within a few minutes, look into the spam folder, and ask the people who run the mail server.",
    /** Where it is known that mail arrives. */
    sentAgain: "The mail server took it.",
    codeText:
      "Enter the code of a test mail here. It works for ten minutes, also if you left this page meanwhile.",
    code: "Six-digit code from the mail",
    confirm: "It arrived",
    confirmed: "Mail arrives.",
    wrongAddress: "The address is wrong",
    email: "Your right address",
    correct: "Change my address",
    corrected: "The address is changed. Send a test mail to it.",
    providerTitle: (name: string | null) => (name ? `By ${name}` : "By your company’s account"),
    providerText: (callback: string) =>
      `The provider must know this address to lead people back to: ${callback}`,
    check: "Ask the provider",
    checked:
      "The provider answers and says what signing in needs. Sign out and in again by it to be sure: only that tries the client’s id and secret.",
  },
  roster: {
    title: "People, units and duos",
    text: (persons: Count, duos: Count) => `${people(persons)} and ${activeDuos(duos)} are here.`,
    link: "Import from a file",
  },
  cycle: {
    title: "First cycle",
    text: "Start a schedule, and cycles open, remind and close by themselves. Or open a single one by hand.",
    needs: "It needs an active duo first.",
    schedule: "Make a schedule",
    open: "Open one by hand",
    done: "A cycle was opened, or a schedule is running.",
  },
  fields: {
    required: "Please fill this in.",
    "long-name": "At most 100 characters.",
    unknown: "This time zone is not known. Choose a place, for example Europe/Paris, or UTC.",
    ...addresses,
    taken: "Somebody here has this address already.",
    unreadable: "This holds characters that cannot be stored.",
    other: "This cannot be right.",
  },
  faults: {
    "mail-host":
      "There is no host of the name in SMTP_URL, or its name cannot be looked up from this server. Correct it and start the server again.",
    "mail-refused":
      "No mail server answers at the host and port in SMTP_URL. Is the port right (587 or 465, mostly), and does the server run?",
    "mail-silent":
      "The mail server does not answer in time. A firewall may be in the way, or the port wants TLS from the start: then write smtps:// instead of smtp://.",
    "mail-certificate":
      "The mail server’s certificate cannot be verified. If it is from your own authority, name its file in SMTP_CA_FILE. A port with TLS from the start wants smtps://, one without it smtp://.",
    "mail-login": "The mail server refuses the user name or the password in SMTP_URL.",
    "mail-sender": "The mail server refuses the sender in MAIL_FROM. Choose an address that it may send for.",
    "mail-recipient": "The mail server refuses your address. Is it spelled right?",
    "mail-other": "The mail server did not take the mail. Its log says why.",
    "provider-silent":
      "The provider of AUTH_OIDC_ISSUER cannot be reached from this server: its name, its certificate or a firewall.",
    "provider-status":
      "The provider does not know this address. AUTH_OIDC_ISSUER must be the part before /.well-known/openid-configuration.",
    "provider-answer": "What answers at AUTH_OIDC_ISSUER is no OpenID Connect provider.",
    "provider-issuer":
      "The provider calls itself by another address than AUTH_OIDC_ISSUER. Take over the one that its configuration names, letter by letter.",
    wrong: "This code does not work. Check it, or send the mail again: a code works once, for ten minutes.",
    locked:
      "Codes are not taken at the moment, after too many wrong ones. In an hour they are usually taken again.",
  } satisfies Record<SetupFault, string>,
};

import type { AddressFault } from "@/lib/domain/address";
import type { SignInRefusal } from "@/lib/domain/sign-in-refusals";
import { addresses } from "./addresses";

export const auth = {
  landing: {
    title: "Two people, two views, one direction",
    what: "Twofold asks a manager and the senior engineer beside them the same short questions every cycle, and shows the two of them where their views meet and where they part.",
    who: "Your answers are confidential: your partner sees the shared ones once you have both submitted, and leaders see which duos multiply their impact or diverge, never an answer.",
    signIn: "Sign in",
    methodology: "How it is computed",
    pictureAlt:
      "Twofold’s overview: a map of duos by level and agreement, beside the list of those that changed.",
    seesTitle: "Who sees what",
    sees: {
      partner: {
        who: "You",
        what: "Your own answers, always. Private notes and private questions stay yours.",
      },
      other: {
        who: "Your partner",
        what: "Your shared answers, side by side with theirs, once you have both submitted. Your answer on trust only if you both choose so.",
      },
      leader: {
        who: "Leaders of your unit",
        what: "If your company chose so, one row for each duo after the cycle: its status and since when, its level to the nearest 5 points and how far it fell, how alike the two views are, and whether each topic is low, middle or high. Figures of units are counted from those rows; anything else is rough, and only for at least five duos. Otherwise they see rough figures of whole units, and no duo.",
      },
      admin: {
        who: "Program admins and IT",
        what: "Who has submitted, yes or no; and of the whole company how long the survey took and how reliable its questions are. No answer and no result of a duo.",
      },
    },
  },
  signIn: {
    title: "Sign in",
    lede: "Twofold is for invited people. Your answers are confidential.",
    withProvider: (name: string) => `Continue with ${name}`,
    providerFallback: "your company account",
    or: "or by e-mail",
    email: "Your work e-mail",
    send: "Send me a link and a code",
    none: "Sign-in is not set up on this installation. Ask the people who run it.",
    /** What happened, and what to do; by the reason that the log has too. */
    problems: {
      "not-invited":
        "This account is not invited. Sign in with the address that Twofold writes to, or ask your program admin to invite this one.",
      "no-address":
        "Your company account told us no e-mail address that we can use. Ask your IT to pass it on to Twofold.",
      unverified:
        "Your company account did not say that its e-mail address is verified. Verify it there, or ask your IT.",
      "other-identity":
        "Another company account is linked to your address, perhaps one from before yours was set up anew. Ask your program admin to unlink it. Your answers stay.",
      "provider-refused":
        "Your company’s sign-in did not let you through, or it was cancelled. Try again, or ask your IT whether you may use Twofold.",
      "provider-unreachable":
        "Your company’s sign-in cannot be reached at the moment. Try again in a few minutes, or tell your IT.",
      "provider-silent":
        "Your company’s sign-in did not answer within ten seconds. Try again in a few minutes, or tell your IT.",
      "provider-failed":
        "Your company’s sign-in says that it has a fault of its own. Try again in a few minutes, or tell your IT.",
      "provider-answer":
        "Your company’s sign-in answered something that we cannot use. Tell your IT; the server’s log has the details.",
      expired: "That took too long, or began in another browser or tab. Start again here.",
      "used-up": "This link was used already or is older than ten minutes. Ask for a new mail.",
      "unknown-passkey":
        "This passkey signs in nobody here. It was removed, or you do not take part any more. Sign in another way; your passkeys are on the page of your account.",
      "passkey-refused":
        "This passkey could not be checked. Try once more, or sign in another way and replace it on the page of your account.",
      fault: "Something went wrong on our side. Try again in a moment.",
      ...addresses,
      tooMany:
        "That was too often in a short time. The links that were mailed already work for ten minutes; after that ask for a new one.",
      again:
        "Taking results along needs a sign-in within the last hour. Sign in again; you come back to where you were.",
      other: "That did not work. Try again, or ask your program admin.",
    } satisfies Record<SignInRefusal | AddressFault | "tooMany" | "again" | "other", string>,
    reason: (code: string) => `Reason: ${code}`,
    orPasskey: "or",
    /** Signing in with a passkey of the device; what the server refuses is among the problems above. */
    passkey: {
      action: "Sign in with a passkey",
      problems: {
        cancelled:
          "No passkey was used. It was cancelled, took too long, or this device has none for Twofold: sign in another way and add one on the page of your account.",
        known: "This device could not use its passkey. Sign in another way.",
        unsupported: "This browser has no passkeys. Sign in another way.",
        failed: "This device could not use its passkey. Sign in another way.",
        tooMany: "That was too often in a short time. Wait a few minutes, or sign in another way.",
        unreachable: "That did not get through. Check your connection and try again.",
      },
    },
  },
  code: {
    title: "Look into your mail",
    unasked: {
      title: "Enter the code from your mail",
      lede: "It is in the mail that you asked for, and works once, for ten minutes. Enter the address that the mail went to.",
    },
    sentTo: (email: string) =>
      `If ${email} is invited, a mail with a link and a six-digit code is on its way. Both work once, for ten minutes.`,
    code: "Six-digit code",
    submit: "Sign in",
    again: "Use another address or ask for a new mail",
    locked:
      "Codes are not taken at the moment, after too many wrong ones. The link in the same mail works: open it. In an hour codes are usually taken again, of a new mail.",
    wrong:
      "This code does not work. Check it, or ask for a new mail: a code allows five tries and ten minutes.",
  },
  /** Signing in again on a page of the app; names and addresses are filled in by the browser. */
  again: {
    title: "Sign in again to go on",
    old: "Your sign-in is more than an hour old, and this step needs a newer one. What you typed stays here, and the step goes on by itself.",
    signedOut:
      "You are signed out. Sign in in a new tab and come back: what you typed stays here, and the step goes on by itself.",
    passkey: "Use a passkey",
    mail: "We can mail you a six-digit code, to {email}.",
    send: "Mail me a code",
    sent: "A mail with a six-digit code is on its way to {email}. The newest code works once, for ten minutes.",
    code: "Six-digit code",
    submit: "Go on",
    resend: "Mail me a new code",
    elsewhere: "Sign in in a new tab",
    cancel: "Not now",
    problems: {
      wrong:
        "This code does not work. Check it, or ask for a new mail: a code allows five tries and ten minutes.",
      locked:
        "Codes are not taken at the moment, after too many wrong ones. Open the link in the same mail in this browser and come back, or wait: in an hour they are usually taken again.",
      passkey: "No passkey was used, or it is not one of yours. Try again, or sign in another way.",
      tooMany: "That was too often in a short time. Wait a few minutes and try again.",
      unreachable: "That did not get through. Check your connection and try again.",
    },
    done: {
      title: "You are signed in again",
      lede: "As {name}. Close this tab and go back to the one you came from. Your step goes on there.",
    },
  },
  /** In place of a page whose person is not the one who is signed in any more. */
  otherPerson: {
    title: "{name} is signed in on this browser now",
    text: "This page was opened by somebody else, so it is not shown, and it sends nothing. When they have signed in again in a new tab and come back here, it is here again with what was typed in it. That is also kept on this device, encrypted, for seven days, answers until the cycle closes at the latest: only they can open it, by signing in. Chosen files are not kept.",
    notKept:
      "This page was opened by somebody else, so it is not shown, and it sends nothing. When they have signed in again in a new tab and come back here, it is here again with what was typed in it. This browser keeps nothing once the tab is closed.",
    home: "Go on as {name}",
    signIn: "Sign in in a new tab",
  },
  verify: {
    title: "Almost there",
    text: "Press the button to sign in on this device.",
    submit: "Sign in",
    missing: "This link is incomplete. Copy it whole from the mail, or enter the code instead.",
    enterCode: "Enter the code instead",
  },
  personas: {
    title: "The demo’s people",
    lede: "This is a demo with invented people. Sign in as one of them with one click.",
    signInAs: (name: string) => `Sign in as ${name}`,
    sees: {
      "persona-vp": {
        role: "VP Engineering",
        sees: "All units: which duos multiply, which diverge, and since when.",
      },
      "persona-director": {
        role: "Director",
        sees: "The duos and figures of one part of the company, and nothing beside it.",
      },
      "persona-tech-lead": {
        role: "Tech Lead in a duo",
        sees: "An open survey, and the shared answers of past cycles beside the partner’s.",
      },
      "persona-em": {
        role: "Engineering Manager, the same duo",
        sees: "The other half of that duo: the same questions, the same rules.",
      },
      "persona-admin": { role: "Program admin", sees: "Cycles and who has submitted. No answer, no result." },
      "persona-reviewer": {
        role: "Security reviewer",
        sees: "The audit log: who did what, and when. No answer, no result.",
      },
      "persona-leader-in-duo": {
        role: "Leader who is in a duo",
        sees: "Their unit, without a leader’s view of their own duo.",
      },
    } as Record<string, { role: string; sees: string }>,
  },
  account: {
    title: "Your account",
    link: "Your account",
    sessions: (count: number) =>
      count === 1 ? "You are signed in on this device only." : `You are signed in on ${count} devices.`,
    everywhere: "Sign out everywhere",
    everywhereNote: "Ends every session of yours at once, this one included.",
    passkeys: {
      title: "Passkeys",
      lede: "A passkey signs you in with your fingerprint, your face or the PIN of your device, without a mail. The key never leaves the device or its password manager. If you lose it, you sign in by mail and remove it here.",
      list: "Your passkeys",
      none: "You have no passkey yet.",
      dates: (added: string, used: string | null) =>
        used === null ? `Added ${added}, not used yet` : `Added ${added}, last used ${used}`,
      name: "Name of the passkey",
      add: {
        hint: "By what you know it again, such as “Work laptop”.",
        action: "Add a passkey",
        pending: "Follow your device…",
        problems: {
          cancelled: "No passkey was made: it was cancelled or took too long. Try again when you are ready.",
          known:
            "This device has a passkey of yours for Twofold already; one is enough. To make a new one, remove that one here first.",
          unsupported:
            "This browser or device cannot make a passkey. It needs a screen lock, such as a fingerprint or a PIN.",
          failed:
            "This device made no passkey. It needs a screen lock, such as a fingerprint or a PIN, and the address of this page must be the one that Twofold mails.",
        },
      },
      row: {
        rename: "Rename",
        save: "Save the name",
        remove: "Remove",
        removeTitle: "Remove the passkey “{name}”?",
        removeText:
          "It signs in nobody any more. You can still sign in by mail, and add another passkey. Delete it on your device too: it is still offered there.",
        keep: "Keep it",
        removed: "The passkey “{name}” is removed.",
      },
      refusals: {
        conflict: "This passkey is known already, or you have 20, which is as many as there may be.",
        stale: "That took too long. Try again.",
        unreadable: "What this device answered could not be checked, so no passkey was added. Try again.",
        "not-found": "This passkey is not there any more. Load the page again.",
      },
      fields: {
        empty: "Give it a name.",
        long: "Use at most 60 signs.",
        other: "This cannot be read. Try again.",
      },
    },
    otherPerson: (name: string) =>
      `${name} is signed in on this browser now. The page you came from was opened by somebody else, so nobody was signed out.`,
  },
};

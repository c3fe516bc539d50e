/** Texts of refusals: what happened, what was kept and what to do. */
export const refusals = {
  "not-signed-in": "You are signed out. Sign in again and continue where you were.",
  "sign-in-again": "For this we ask you to have signed in within the last hour. Sign in again and repeat it.",
  "other-person": (name: string) =>
    `${name} is signed in on this browser now, and this page was opened by somebody else. Nothing was sent. Sign in again to go on.`,
  "not-found": "This does not exist, or you have no access to it. Nothing was changed.",
  unreadable: "This could not be read. Load the page again and repeat it; nothing was changed.",
  invalid: "Something in this form cannot be right. Nothing was changed yet.",
  stale: "This was changed somewhere else meanwhile. Load the page again to see it.",
  closed: "This cycle is closed. It takes no more changes.",
  locked: "Both of you have submitted. The answers are locked.",
  conflict: "This does not fit what is there already. Nothing was changed.",
  cancelled: "This cycle is already cancelled. Load the page again to see it.",
  begun: "Somebody has begun to answer, so it cannot be cancelled any more. You can close it early instead.",
  "too-large": "This is too much at once. Nothing was changed.",
  "too-many": "That was too often in a short time. Wait a minute and try again.",
  busy: "Twofold is not available at this moment. Nothing was changed; try again in a few seconds.",
  unconfirmed:
    "It is not certain yet whether this was stored. Load the page again in a minute to see it, before you repeat it.",
  unavailable:
    "Something that the server needs for this cannot be used. Nothing was changed; tell the people who run the server.",
  fault: (reference: string) =>
    `Something went wrong on our side. Nothing was lost. If it happens again, mention reference ${reference}.`,
};

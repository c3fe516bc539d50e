/**
 * The body with which the server turns an action away while it has too much to do, or while its database does not answer.
 * React throws it as the message of an error, which is all that a page learns of the answer.
 */
export const busyAnswer = "twofold-busy";
/** The same where a commit was sent and not confirmed: it may be stored. */
export const unconfirmedAnswer = "twofold-unconfirmed";

/**
 * Prefixes of the log reference of a failure of the database that says nothing of what was asked. The error page gets
 * nothing but the reference of what failed while a page was made, and chooses its words by these.
 */
export const busyReference = "busy-";
export const unconfirmedReference = "unconfirmed-";

const means = (error: unknown, answer: string, reference: string): boolean =>
  error instanceof Error &&
  (error.message === answer || String((error as { digest?: unknown }).digest).startsWith(reference));

/** Whether an action or a page failed because it was turned away; it has changed nothing then. */
export const isBusyAnswer = (error: unknown): boolean => means(error, busyAnswer, busyReference);

/** Whether an action failed of which nobody knows yet whether it was stored. */
export const isUnconfirmedAnswer = (error: unknown): boolean =>
  means(error, unconfirmedAnswer, unconfirmedReference);

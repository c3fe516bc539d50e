/**
 * The body with which the server turns an action away while it has too much to do. React throws it as the message of an
 * error, which is all that a page learns of the answer.
 */
export const busyAnswer = "twofold-busy";

/** Whether an action failed because it was turned away; it has changed nothing then. */
export const isBusyAnswer = (error: unknown): boolean =>
  error instanceof Error && error.message === busyAnswer;

/**
 * Whether and why a form waits for a sign-in: the last one is too old, or its page's person is not the one who is signed
 * in, if anybody is.
 */
export type SignInNeeded = false | "recent" | "person";

/**
 * What a form's action came to. `message` and `errors` (by field) are in the person's language, ready to be shown. `kept`:
 * what was typed is kept on this device.
 */
export type FormOutcome =
  | {
      ok: true;
      /** What came of it, where that does not show on the page. */
      message?: string;
    }
  | {
      ok: false;
      message: string;
      errors: Readonly<Record<string, string>>;
      signInAgain: SignInNeeded;
      kept?: boolean;
      /** Nobody knows whether it arrived. */
      unanswered?: true;
    };

/** What is wrong with each field of a form; nothing before the first answer and after success. */
export const errorsOf = (outcome: FormOutcome | undefined): Readonly<Record<string, string>> =>
  outcome && !outcome.ok ? outcome.errors : {};

/** State of a form that keeps what was typed when its action is refused; `attempt` counts the responses so far. */
export type FormState<Typed> = { attempt: number; typed: Typed; outcome?: FormOutcome };

"use client";

import { useEffect, useId, useRef, useState } from "react";
import { fill } from "@/lib/i18n/fill";
import { Button, buttonClass } from "../button";
import { onLookedAtAgain } from "../looked-at-again";
import { Notice } from "../notice";
import type { Asked, SessionState, SignInAgainCalls, SignInAgainText, SignInProblem } from "./asking";
import { CodeForm } from "./code-form";

type Props = {
  /** Why the dialog opens. */
  first: SessionState;
  calls: SignInAgainCalls;
  email: string | undefined;
  text: SignInAgainText;
  settle: (asked: Asked) => void;
};

/**
 * Asks for a new sign-in: by a passkey or a mailed code right here, or in another tab. When this tab is looked at again,
 * it asks the server, and goes on if the sign-in is recent by then. Where somebody else signed in, the frame says so in
 * place of the page (`OwnPage`), and that nothing was sent: the step does not go on, and its person repeats it.
 */
export function SignInAgainDialog({ first, calls, email, text, settle }: Props) {
  const asking = useAsking({ first, calls, settle });
  const dialog = useOpenDialog();
  const heading = useId();
  const { session, mailed, problem, mail, enter, passkey } = asking;
  const byMail = session.kind === "old" && email !== undefined;
  const byPasskey = session.kind === "old" && session.passkey && !mailed;
  const ofCode = problem === "wrong" || problem === "locked";
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={() => settle("declined")}
      className="m-auto w-full max-w-md rounded-xl border border-line bg-paper p-6 text-ink backdrop:bg-black/50"
    >
      <div className="flex flex-col gap-4">
        <h2 id={heading} className="text-title">
          {text.title}
        </h2>
        <p className="text-ink-2 wrap-anywhere">
          {session.kind === "signed-out" ? text.signedOut : text.old}
        </p>
        {problem && !ofCode && (
          <Notice kind="warning" live>
            {text.problems[problem]}
          </Notice>
        )}
        {byPasskey && <Button onClick={passkey}>{text.passkey}</Button>}
        {byMail && !mailed && (
          <>
            <p className="text-ink-2 wrap-anywhere">{fill(text.mail, { email })}</p>
            <Button kind={byPasskey ? "secondary" : "primary"} onClick={mail}>
              {text.send}
            </Button>
          </>
        )}
        {byMail && mailed && (
          <CodeForm
            note={fill(text.sent, { email })}
            error={ofCode ? text.problems[problem] : undefined}
            text={text}
            enter={enter}
            mail={mail}
          />
        )}
        <a
          href="/sign-in?next=/sign-in/again"
          target="_blank"
          rel="noopener"
          className={buttonClass({ kind: byMail ? "quiet" : "primary" })}
        >
          {text.elsewhere}
        </a>
        <Button kind="secondary" onClick={() => dialog.current?.close()}>
          {text.cancel}
        </Button>
      </div>
    </dialog>
  );
}

/** A dialog that is open from the beginning. */
function useOpenDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return dialog;
}

/** What is known of the session, and the functions that mail a code, enter it and use a passkey. */
function useAsking({ first, calls, settle }: Pick<Props, "first" | "calls" | "settle">) {
  const [session, setSession] = useState(first);
  const [mailed, setMailed] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();
  const take = (now: SessionState) => {
    if (now.kind === "recent") settle("recent");
    else if (now.kind === "other-person") settle("other-person");
    else if (now.kind === "unknown") setProblem("unreachable");
    else setSession(now);
  };
  useLookAgain(() => {
    calls.check().then((now) => {
      if (now.kind !== "unknown") take(now);
    });
  });
  const mail = async () => {
    setProblem(undefined);
    const answer = await calls.mail();
    if (answer === "mailed") setMailed(true);
    else if (typeof answer === "string") setProblem(answer);
    else take(answer);
  };
  const takeSignIn = (answer: Awaited<ReturnType<SignInAgainCalls["enter"]>>) => {
    if (answer === "signed-in") settle("recent");
    else if (typeof answer === "string") setProblem(answer);
    else take(answer);
  };
  const enter = async (code: string) => takeSignIn(await calls.enter(code));
  const passkey = async () => {
    setProblem(undefined);
    takeSignIn(await calls.passkey());
  };
  return { session, mailed, problem, mail, enter, passkey };
}

/** Calls back when somebody looks at this tab again. */
function useLookAgain(look: () => void): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => onLookedAtAgain(() => latest.current()), []);
}

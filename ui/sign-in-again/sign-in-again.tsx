"use client";

import { type ReactNode, useCallback, useRef, useState } from "react";
import { type Asked, Asking, type SessionState, type SignInAgainCalls, type SignInAgainText } from "./asking";
import { SignInAgainDialog } from "./dialog";

type Props = {
  calls: SignInAgainCalls;
  /** Where the code is mailed to; undefined where this installation signs nobody in by mail. */
  email: string | undefined;
  text: SignInAgainText;
  children: ReactNode;
};

/** Lets the steps of a page ask for a recent sign-in in place: the page stays as it is, with what was typed. */
export function SignInAgain({ calls, email, text, children }: Props) {
  const [session, setSession] = useState<SessionState>();
  const waiting = useRef<((asked: Asked) => void) | undefined>(undefined);
  const settle = useCallback((asked: Asked) => {
    waiting.current?.(asked);
    waiting.current = undefined;
    setSession(undefined);
  }, []);
  const ask = useCallback(async () => {
    const now = await calls.check();
    // Without an answer the step itself finds out what is wrong.
    if (now.kind === "recent" || now.kind === "unknown") return "recent";
    // The frame says so in place of the page, and that nothing was sent: it stays true when the page's person is back.
    if (now.kind === "other-person") return "other-person";
    waiting.current?.("declined");
    return new Promise<Asked>((resolve) => {
      waiting.current = resolve;
      setSession(now);
    });
  }, [calls]);
  return (
    <Asking value={ask}>
      {children}
      {session && (
        <SignInAgainDialog first={session} calls={calls} email={email} text={text} settle={settle} />
      )}
    </Asking>
  );
}

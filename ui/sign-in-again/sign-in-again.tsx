"use client";

import { type ReactNode, useCallback, useRef, useState } from "react";
import { type Asked, Asking, type SessionState, type SignInAgainCalls, type SignInAgainText } from "./asking";

type Parts = { calls: SignInAgainCalls; Dialog: typeof import("./dialog").SignInAgainDialog };

type Props = {
  /** Loads what the question needs, which most pages never do. */
  load: () => Promise<Parts>;
  /** Where the code is mailed to; undefined where this installation signs nobody in by mail. */
  email: string | undefined;
  text: SignInAgainText;
  children: ReactNode;
};

/** Lets the steps of a page ask for a recent sign-in in place: the page stays as it is, with what was typed. */
export function SignInAgain({ load, email, text, children }: Props) {
  const [shown, setShown] = useState<Parts & { first: SessionState }>();
  const waiting = useRef<((asked: Asked) => void) | undefined>(undefined);
  const settle = useCallback((asked: Asked) => {
    waiting.current?.(asked);
    waiting.current = undefined;
    setShown(undefined);
  }, []);
  const ask = useCallback(async () => {
    const parts = await load().catch(() => undefined);
    const now = await parts?.calls.check();
    // Without an answer the step itself finds out what is wrong, and a refused one keeps what was typed.
    if (!parts || !now || now.kind === "recent" || now.kind === "unknown") return "recent";
    // The frame says so in place of the page, and that nothing was sent: it stays true when the page's person is back.
    if (now.kind === "other-person") return "other-person";
    waiting.current?.("declined");
    return new Promise<Asked>((resolve) => {
      waiting.current = resolve;
      setShown({ ...parts, first: now });
    });
  }, [load]);
  return (
    <Asking value={ask}>
      {children}
      {shown && (
        <shown.Dialog first={shown.first} calls={shown.calls} email={email} text={text} settle={settle} />
      )}
    </Asking>
  );
}

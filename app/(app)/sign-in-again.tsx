"use client";

import { type ReactNode, useCallback } from "react";
import { useSetOther } from "@/ui/frame-person";
import type { SignInAgainText } from "@/ui/sign-in-again/asking";
import { SignInAgain } from "@/ui/sign-in-again/sign-in-again";

type Props = { page: string; email: string | undefined; text: SignInAgainText; children: ReactNode };

/** Joins the dialog to the server, for the person whom `page` names; both are loaded when somebody needs them. */
export function SignInAgainHere({ page, ...rest }: Props) {
  const setOther = useSetOther();
  const load = useCallback(async () => {
    const [{ callsOf }, { SignInAgainDialog }] = await Promise.all([
      import("./sign-in-again-calls"),
      import("@/ui/sign-in-again/dialog"),
    ]);
    return { calls: callsOf(page, setOther), Dialog: SignInAgainDialog };
  }, [page, setOther]);
  return <SignInAgain load={load} {...rest} />;
}

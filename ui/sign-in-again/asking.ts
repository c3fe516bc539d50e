"use client";

import { createContext, useContext } from "react";
import type { auth } from "@/lib/i18n/en/auth";

export type SignInAgainText = (typeof auth)["again"];

/** Whether a step that asks for a recent sign-in may go on, as the server says; `unknown` without an answer. */
export type Standing =
  | { kind: "recent" }
  | { kind: "old" }
  | { kind: "signed-out" }
  | { kind: "other-person"; name: string }
  | { kind: "unknown" };

export type SignInProblem = "wrong" | "locked" | "tooMany" | "unreachable";

/** What the dialog asks the server. */
export type SignInAgainCalls = {
  check: () => Promise<Standing>;
  /** Mails a code to the person of this page. */
  mail: () => Promise<SignInProblem | "mailed" | Standing>;
  /** Signs in again with the code. */
  enter: (code: string) => Promise<SignInProblem | "signed-in" | Standing>;
};

export const Asking = createContext<() => Promise<boolean>>(async () => true);

/** Gives a function that resolves to true once the sign-in is recent, after asking for it in a dialog where it is not. */
export const useSignInAgain = () => useContext(Asking);

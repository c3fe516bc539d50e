"use client";

import { createContext, useContext } from "react";
import type { auth } from "@/lib/i18n/en/auth";

export type SignInAgainText = (typeof auth)["again"];

/** Whether the session is recent enough for a step that asks for it, as the server says; `unknown` without an answer. */
export type SessionState =
  | { kind: "recent" }
  /** `passkey`: the person has one to sign in again with. */
  | { kind: "old"; passkey: boolean }
  | { kind: "signed-out" }
  | { kind: "other-person"; name: string }
  | { kind: "unknown" };

export type SignInProblem = "wrong" | "locked" | "tooMany" | "unreachable" | "passkey";

/** What the dialog asks the server. */
export type SignInAgainCalls = {
  check: () => Promise<SessionState>;
  /** Mails a code to the person of this page. */
  mail: () => Promise<SignInProblem | "mailed" | SessionState>;
  /** Signs in again with the code. */
  enter: (code: string) => Promise<SignInProblem | "signed-in" | SessionState>;
  /** Signs in again with a passkey of this device. */
  passkey: () => Promise<SignInProblem | "signed-in" | SessionState>;
};

/** What came of asking: a recent sign-in, none, or somebody else who signed in. */
export type Asked = "recent" | "declined" | "other-person";

export const Asking = createContext<() => Promise<Asked>>(async () => "recent");

/** A function that asks in a dialog for a new sign-in where the last one is too old. */
export const useSignInAgain = () => useContext(Asking);

"use server";

import { setStrongSignIn } from "@/server/auth/strong-sign-in";
import { action } from "@/server/http/action";
import { programAction } from "../outcome";

export const setStrongSignInAction = programAction(
  ["wanted"],
  action(setStrongSignIn),
  ({ strongSignIn }) => ({ refusals: { conflict: strongSignIn.begin.conflict } }),
);

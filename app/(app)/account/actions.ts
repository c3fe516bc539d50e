"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { sessionCookie } from "@/server/auth/cookies";
import { endAllSessions, endSession } from "@/server/auth/sessions";
import { personalFormAction } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";

async function forgetCookie(): Promise<never> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect("/");
}

export const signOut = personalFormAction(async () => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (token) await endSession(token);
  await forgetCookie();
});

export const signOutEverywhere = personalFormAction(async (viewer) => {
  await endAllSessions(viewer ?? (await requireViewer()));
  await forgetCookie();
});

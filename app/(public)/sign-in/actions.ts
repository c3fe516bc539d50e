"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { addressFault, typedAddress } from "@/lib/domain/address";
import { beginSession } from "@/server/auth/begin-session";
import { beginAtProvider } from "@/server/auth/complete";
import { addressCookie, typedCookie } from "@/server/auth/cookies";
import { localPath } from "@/server/auth/local-path";
import { signInAsPersona } from "@/server/auth/personas";
import { requestSignInMail } from "@/server/auth/sign-in-mail";
import { loadSignInWays } from "@/server/auth/ways";
import { DomainError } from "@/server/errors";
import { formAction } from "@/server/http/action";
import { formText } from "@/server/http/request";

/** More than any address has. */
const typedLength = 320;

async function back(problem: string, { next, typed }: { next: string; typed: string }): Promise<never> {
  const { name, options } = typedCookie();
  (await cookies()).set(name, typed.slice(0, typedLength), options);
  redirect(`/sign-in?${new URLSearchParams({ error: problem, next })}`);
}

/** Leads every address to the page for the code, invited or not, so that the answer tells nobody who is invited. */
export const askForMail = formAction(async (form) => {
  const next = localPath(formText(form, "next"));
  const typed = formText(form, "email");
  const address = typedAddress(typed);
  if (!loadSignInWays().mail) redirect("/sign-in");
  if (!address) return back(addressFault(typed), { next, typed });
  try {
    await requestSignInMail(address, next);
  } catch (error) {
    if (error instanceof DomainError && error.code === "too-many") return back("tooMany", { next, typed });
    throw error;
  }
  const { name, options } = addressCookie();
  (await cookies()).set(name, address, options);
  redirect(`/sign-in/code?${new URLSearchParams({ next })}`);
});

export const goToProvider = formAction(async (form) => {
  if (!loadSignInWays().provider) redirect("/sign-in");
  redirect(await beginAtProvider(localPath(formText(form, "next"))));
});

export const enterAsPersona = formAction(async (form) => {
  const token = await signInAsPersona((await headers()).get("host") ?? undefined, formText(form, "id"));
  await beginSession(token);
  redirect(localPath(formText(form, "next")));
});

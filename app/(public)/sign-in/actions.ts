"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { normalAddress } from "@/server/auth/address";
import { signIn } from "@/server/auth/config";
import { addressCookie, sessionCookie, sessionEnd } from "@/server/auth/cookies";
import { localPath } from "@/server/auth/local-path";
import { signInAsPersona } from "@/server/auth/personas";
import { endSession } from "@/server/auth/sessions";
import { requestSignInMail } from "@/server/auth/sign-in-mail";
import { loadSignInWays } from "@/server/auth/ways";
import { DomainError } from "@/server/errors";
import { countTowards, networkOf } from "@/server/http/rate-limit";

function back(problem: string, next: string): never {
  redirect(`/sign-in?${new URLSearchParams({ error: problem, next })}`);
}

/** The same way on for every address, invited or not. */
export async function askForMail(form: FormData): Promise<void> {
  const next = localPath(form.get("next"));
  const address = normalAddress(form.get("email"));
  if (!loadSignInWays().mail) redirect("/sign-in");
  if (!address) back("badAddress", next);
  try {
    await countTowards("mail-network", networkOf(await headers()));
    await countTowards("mail-address", address);
  } catch (error) {
    if (error instanceof DomainError) back("tooMany", next);
    throw error;
  }
  await requestSignInMail(address, next);
  const { name, options } = addressCookie();
  (await cookies()).set(name, address, options);
  redirect(`/sign-in/code?${new URLSearchParams({ next })}`);
}

export async function goToProvider(form: FormData): Promise<void> {
  if (!loadSignInWays().provider) redirect("/sign-in");
  await signIn("oidc", { redirectTo: localPath(form.get("next")) });
}

export async function enterAsPersona(form: FormData): Promise<void> {
  const token = await signInAsPersona((await headers()).get("host"), String(form.get("id")));
  const jar = await cookies();
  const { name, options } = sessionCookie();
  const before = jar.get(name)?.value;
  if (before) await endSession(before);
  jar.set(name, token, { ...options, expires: sessionEnd() });
  redirect(localPath(form.get("next")));
}

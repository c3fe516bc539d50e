import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { typedCookie } from "@/server/auth/cookies";
import { localPath } from "@/server/auth/local-path";
import { loadPersonas } from "@/server/auth/personas";
import { loadSignInWays } from "@/server/auth/ways";
import { hasMailbox } from "@/server/mail/mailbox";
import { isEmptyInstallation } from "@/server/setup/link";
import { problemOf, SignIn } from "./sign-in";

export const metadata: Metadata = { title: dictionary(defaultLocale).auth.signIn.title };

type Props = { searchParams: Promise<{ next?: string; error?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const host = (await headers()).get("host") ?? undefined;
  const personas = await loadPersonas(host);
  const problem = error === undefined ? undefined : problemOf(error);
  const typed = problem && (await cookies()).get(typedCookie().name)?.value;
  return (
    <SignIn
      next={localPath(next)}
      problem={problem}
      typed={typed}
      ways={loadSignInWays()}
      personas={personas}
      hasMailbox={hasMailbox(host)}
      isEmpty={await isEmptyInstallation()}
    />
  );
}

import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { localPath } from "@/server/auth/local-path";
import { Verify } from "./verify";

export const metadata: Metadata = { title: dictionary(defaultLocale).auth.verify.title };

type Props = { searchParams: Promise<{ token?: string; next?: string }> };

/** Opening a mailed link changes nothing: mail scanners open them too. */
export default async function VerifyPage({ searchParams }: Props) {
  const { token, next } = await searchParams;
  return <Verify token={typeof token === "string" ? token : undefined} next={localPath(next)} />;
}

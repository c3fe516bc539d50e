import type { Metadata } from "next";
import { cookies } from "next/headers";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { addressCookie } from "@/server/auth/cookies";
import { localPath } from "@/server/auth/local-path";
import { Code } from "./code";

export const metadata: Metadata = { title: dictionary(defaultLocale).auth.code.title };

type Props = { searchParams: Promise<{ next?: string; error?: string }> };

export default async function CodePage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const address = (await cookies()).get(addressCookie().name)?.value;
  const problem = error === undefined ? undefined : error === "locked" ? "locked" : "wrong";
  return <Code address={address} next={localPath(next)} problem={problem} />;
}

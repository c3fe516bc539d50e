import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { wordsFor } from "@/app/words";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { loadMailbox } from "@/server/mail/mailbox";
import { MailboxView } from "@/ui/mailbox-view";

export const metadata: Metadata = { title: dictionary(defaultLocale).mailbox.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Needs no sign-in, because the demo signs everybody in as any of its people; elsewhere the page is not found. */
export default async function MailboxPage({ searchParams }: Props) {
  const mailbox = await loadMailbox((await headers()).get("host") ?? undefined, await searchParams);
  if (!mailbox) notFound();
  return <MailboxView mailbox={mailbox} {...wordsFor({ locale: defaultLocale, timeZone: "UTC" })} />;
}

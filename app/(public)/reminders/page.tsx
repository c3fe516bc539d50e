import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { loadReminders } from "@/server/reminders";
import { RemindersView } from "@/ui/reminders-view";
import { changeAction } from "./actions";

const { reminders } = dictionary(defaultLocale);
export const metadata: Metadata = { title: reminders.title };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Opening the link changes nothing: mail scanners open it too. */
export default async function RemindersPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const presented = typeof token === "string" ? token : "";
  return (
    <RemindersView
      wanted={await loadReminders(presented)}
      token={presented}
      change={changeAction}
      words={reminders}
    />
  );
}

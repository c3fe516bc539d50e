import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { loadSessionCount } from "@/server/auth/sessions";
import { load } from "@/server/viewer";
import { ConfirmSignOut } from "./sign-out";

const { account } = dictionary(defaultLocale).auth;

export const metadata: Metadata = { title: account.title };

export default async function AccountPage() {
  return <ConfirmSignOut sessions={await load(loadSessionCount)} />;
}

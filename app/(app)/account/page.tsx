import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { pageToken } from "@/server/auth/secrets";
import { loadSessionCount } from "@/server/auth/sessions";
import { load } from "@/server/viewer";
import { ConfirmSignOut } from "./sign-out";

const { account } = dictionary(defaultLocale).auth;

export const metadata: Metadata = { title: account.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const sessions = await load(loadSessionCount);
  const otherPage = (await searchParams)["signed-in"] === "other";
  return (
    <ConfirmSignOut
      sessions={sessions}
      page={pageToken(viewer)}
      signedInAs={otherPage ? viewer.name : undefined}
    />
  );
});

import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { loadPasskeys } from "@/server/auth/passkeys";
import { pageToken } from "@/server/auth/secrets";
import { loadSessionCount } from "@/server/auth/sessions";
import { load } from "@/server/viewer";
import { Passkeys } from "./passkeys/passkeys";
import { ConfirmSignOut } from "./sign-out";

const { account } = dictionary(defaultLocale).auth;

export const metadata: Metadata = { title: account.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const sessions = await load(loadSessionCount);
  const passkeys = await load(loadPasskeys);
  const signedInAs = (await searchParams)["signed-in"] === "other" ? viewer.name : undefined;
  return (
    <div className="flex flex-col gap-10">
      <ConfirmSignOut sessions={sessions} page={pageToken(viewer)} signedInAs={signedInAs} />
      {passkeys && <Passkeys viewer={viewer} passkeys={passkeys} />}
    </div>
  );
});

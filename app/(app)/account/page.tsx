import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { wordsFor } from "@/app/words";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { loadPasskeys } from "@/server/auth/passkeys";
import { pageToken } from "@/server/auth/secrets";
import { loadSessionCount } from "@/server/auth/sessions";
import { load } from "@/server/viewer";
import { PasskeysSection } from "@/ui/passkeys/passkeys-section";
import {
  addPasskeyAction,
  beginPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from "./passkeys/actions";
import { ConfirmSignOut } from "./sign-out";

const { account } = dictionary(defaultLocale).auth;

const actions = {
  begin: beginPasskeyAction,
  add: addPasskeyAction,
  rename: renamePasskeyAction,
  remove: removePasskeyAction,
};

export const metadata: Metadata = { title: account.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const sessions = await load(loadSessionCount);
  const passkeys = await load(loadPasskeys);
  const page = pageToken(viewer);
  const otherPage = (await searchParams)["signed-in"] === "other";
  return (
    <div className="flex flex-col gap-10">
      <ConfirmSignOut sessions={sessions} page={page} signedInAs={otherPage ? viewer.name : undefined} />
      {passkeys && (
        <PasskeysSection passkeys={passkeys} actions={{ page, ...actions }} {...wordsFor(viewer)} />
      )}
    </div>
  );
});

import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { PageField } from "@/ui/page-field";
import { PageTitle } from "@/ui/page-title";
import { signOutEverywhere } from "./actions";

const { account: words } = dictionary(defaultLocale).auth;

type Props = {
  sessions: number;
  /** Names the person whom this page is made for. */
  page: string;
  /** Set when a page of somebody else tried to sign out: who is signed in now. */
  signedInAs: string | undefined;
};

export function ConfirmSignOut({ sessions, page, signedInAs }: Props) {
  return (
    <div className="flex flex-col gap-6">
      {signedInAs !== undefined && (
        <Notice kind="warning" live>
          {words.otherPerson(signedInAs)}
        </Notice>
      )}
      <PageTitle title={words.title} lede={words.sessions(sessions)} />
      <form action={signOutEverywhere} data-leaves className="flex flex-col items-start gap-2">
        <PageField page={page} />
        <Button type="submit" kind="secondary">
          {words.everywhere}
        </Button>
        <p className="text-small text-ink-3">{words.everywhereNote}</p>
      </form>
    </div>
  );
}

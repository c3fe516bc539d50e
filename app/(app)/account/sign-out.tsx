import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { Button } from "@/ui/button";
import { PageTitle } from "@/ui/page-title";
import { signOutEverywhere } from "./actions";

const { account: words } = dictionary(defaultLocale).auth;

export function ConfirmSignOut({ sessions }: { sessions: number }) {
  return (
    <div className="flex flex-col gap-6">
      <PageTitle title={words.title} lede={words.sessions(sessions)} />
      <form action={signOutEverywhere} className="flex flex-col items-start gap-2">
        <Button type="submit" kind="secondary">
          {words.everywhere}
        </Button>
        <p className="text-small text-ink-3">{words.everywhereNote}</p>
      </form>
    </div>
  );
}

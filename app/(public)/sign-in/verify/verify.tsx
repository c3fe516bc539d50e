import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { TextLink } from "@/ui/text-link";

const words = dictionary(defaultLocale).auth.verify;

/** A plain form, so that the token is used by a press of the button and by nothing else. */
export function Verify({ token, next }: { token?: string; next: string }) {
  return (
    <div className="mx-auto flex max-w-phone flex-col gap-6">
      <PageTitle title={words.title} lede={token && words.text} />
      {token ? (
        <form method="post" action="/api/auth/callback/email">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="next" value={next} />
          <Button type="submit" className="w-full">
            {words.submit}
          </Button>
        </form>
      ) : (
        <Notice kind="warning">{words.missing}</Notice>
      )}
      <TextLink href={`/sign-in/code?${new URLSearchParams({ next })}`}>{words.enterCode}</TextLink>
    </div>
  );
}

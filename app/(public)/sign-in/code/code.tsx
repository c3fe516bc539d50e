import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { shownAddress } from "@/server/mail/shown-address";
import { Button } from "@/ui/button";
import { AddressField, TextField } from "@/ui/field";
import { PageTitle } from "@/ui/page-title";
import { TextLink } from "@/ui/text-link";

const { code: words, signIn } = dictionary(defaultLocale).auth;

type Props = { address?: string; next: string; problem?: "wrong" | "locked" };

/** The field for the mailed code. It takes what people type and paste, blanks included; the server reads the digits. */
export function Code({ address, next, problem }: Props) {
  return (
    <div className="mx-auto flex max-w-phone flex-col gap-6">
      {address ? (
        <PageTitle title={words.title} lede={words.sentTo(shownAddress(address))} />
      ) : (
        <PageTitle {...words.unasked} />
      )}
      <form method="post" action="/api/auth/callback/email" className="flex flex-col gap-3">
        <input type="hidden" name="next" value={next} />
        {address ? (
          <input type="hidden" name="email" value={address} />
        ) : (
          <AddressField label={signIn.email} name="email" autoComplete="email" required />
        )}
        <TextField
          label={words.code}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          error={problem && words[problem]}
        />
        <Button type="submit">{words.submit}</Button>
      </form>
      <TextLink href={`/sign-in?${new URLSearchParams({ next })}`}>{words.again}</TextLink>
    </div>
  );
}

import { signInRefusals } from "@/lib/domain/sign-in-refusals";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import type { Persona } from "@/server/auth/personas";
import type { SignInWays } from "@/server/auth/ways";
import { Button } from "@/ui/button";
import { AddressField } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { PasskeyButton } from "@/ui/passkeys/sign-in-button";
import { TextLink } from "@/ui/text-link";
import { askForMail } from "./actions";
import { Personas } from "./personas";
import { ProviderForm } from "./provider-form";

/** Problems whose code is shown too: the log names them by it. */
const reasons: ReadonlySet<string> = new Set(signInRefusals);
const { auth, mailbox, setup } = dictionary(defaultLocale);
const words = auth.signIn;

type Problem = keyof typeof words.problems;
/** The problem that the address names; a list of them, or one that is unknown, is some other one. */
export const problemOf = (error: unknown): Problem =>
  typeof error === "string" && Object.hasOwn(words.problems, error) ? (error as Problem) : "other";

type Props = {
  next: string;
  problem?: Problem;
  /** The address as it was typed where it was refused. */
  typed?: string;
  ways: SignInWays;
  personas: readonly Persona[];
  /** Whether what the demo would have mailed can be read. */
  hasMailbox: boolean;
  /** Nobody is invited yet: the server's output has the link that begins the set-up. */
  isEmpty: boolean;
};

export function SignIn({ next, problem, typed, ways, personas, hasMailbox, isEmpty }: Props) {
  const { mail, passkey, provider } = ways;
  return (
    <div className="mx-auto flex max-w-phone flex-col gap-6">
      <PageTitle title={words.title} lede={words.lede} />
      {isEmpty && <Notice>{setup.empty}</Notice>}
      {problem && (
        <Notice kind="warning">
          <p>{words.problems[problem]}</p>
          {reasons.has(problem) && <p className="mt-1 text-small text-ink-3">{words.reason(problem)}</p>}
        </Notice>
      )}
      {provider && <ProviderForm name={provider.name} next={next} />}
      {provider && mail && <p className="text-center text-small text-ink-3">{words.or}</p>}
      {mail && (
        <form action={askForMail} className="flex flex-col gap-3">
          <input type="hidden" name="next" value={next} />
          <AddressField label={words.email} name="email" autoComplete="email" required defaultValue={typed} />
          <Button type="submit" kind={provider ? "secondary" : "primary"}>
            {words.send}
          </Button>
        </form>
      )}
      {passkey && (
        <>
          <p className="text-center text-small text-ink-3">{words.orPasskey}</p>
          <PasskeyButton next={next} text={words.passkey} />
        </>
      )}
      {!provider && !mail && personas.length === 0 && <Notice kind="info">{words.none}</Notice>}
      {personas.length > 0 && <Personas personas={personas} next={next} />}
      {hasMailbox && <TextLink href="/mailbox">{mailbox.link}</TextLink>}
    </div>
  );
}

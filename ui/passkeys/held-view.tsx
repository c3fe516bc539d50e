import type { ReactNode } from "react";
import type { Dictionary } from "@/lib/i18n";
import { LinkButton } from "../link-button";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { TextLink } from "../text-link";
import { AddPasskeyAndGoOn } from "./add-and-go-on";
import type { AddingActions } from "./passkey-actions";
import { PasskeyButton } from "./sign-in-button";

type Props = {
  held: { organization: string; hasPasskey: boolean; recent: boolean };
  /** Whether passkeys can be used here, and the form that leads to the company's account. */
  ways: { passkey: boolean; provider: ReactNode };
  next: string;
  actions: AddingActions;
  words: Dictionary;
};

/** For somebody whom the organization's rule asks for more than a mailed link: the ways to go on. */
export function HeldView({ held, ways, next, actions, words }: Props) {
  const text = words.strongSignIn.held;
  const signIn = `/sign-in?${new URLSearchParams({ next })}`;
  const { passkeys } = words.auth.account;
  return (
    <div className="mx-auto flex max-w-phone flex-col gap-8">
      <PageTitle title={text.title} lede={text.lede(held.organization)} />
      {!ways.passkey && !ways.provider && <Notice kind="warning">{text.noWay}</Notice>}
      {ways.provider}
      {ways.passkey && held.hasPasskey && (
        <Section title={text.own}>
          <PasskeyButton next={next} text={words.auth.signIn.passkey} />
        </Section>
      )}
      {ways.passkey && (
        <Section {...(held.hasPasskey ? text.lost : text.first)}>
          {held.recent ? (
            <AddPasskeyAndGoOn
              next={next}
              actions={actions}
              text={{ ...passkeys.add, name: passkeys.name, signIn: words.auth.signIn.title }}
            />
          ) : (
            <div className="flex flex-col items-start gap-3">
              <p className="text-ink-2">{text.old}</p>
              <LinkButton kind="secondary" href={signIn}>
                {text.again}
              </LinkButton>
            </div>
          )}
        </Section>
      )}
      <p>
        <TextLink href={signIn}>{text.other}</TextLink>
      </p>
    </div>
  );
}

import type { OwnPasskey } from "@/lib/domain/passkeys";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { Section } from "../section";
import { AddPasskey } from "./add-passkey";
import type { PasskeyActions } from "./passkey-actions";
import { PasskeyRow } from "./passkey-row";

type Props = {
  passkeys: readonly OwnPasskey[];
  actions: PasskeyActions;
  words: Dictionary;
  format: Formats;
};

/** A person's passkeys, each to be renamed or removed, and a form that adds one. */
export function PasskeysSection({ passkeys, actions, words, format }: Props) {
  const { lede, none, list, dates, ...text } = words.auth.account.passkeys;
  const signIn = words.auth.signIn.title;
  return (
    <Section title={text.title} note={lede}>
      <div className="flex max-w-reading flex-col gap-6">
        {passkeys.length === 0 ? (
          <p className="text-ink-2">{none}</p>
        ) : (
          <ul aria-label={list} className="flex flex-col gap-4">
            {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <PasskeyRow
                key={`${id} ${name}`}
                id={id}
                name={name}
                dates={dates(format.date(createdAt), lastUsedAt && format.dateTime(lastUsedAt))}
                actions={actions}
                text={{ ...text.row, name: text.name, signIn }}
              />
            ))}
          </ul>
        )}
        <AddPasskey key={passkeys.length} actions={actions} text={{ ...text.add, name: text.name, signIn }} />
      </div>
    </Section>
  );
}

"use client";

import { errorsOf } from "@/lib/domain/form-state";
import { PASSKEY_NAME_MOST } from "@/lib/domain/passkeys";
import { fill } from "@/lib/i18n/fill";
import { Button } from "../button";
import { ConfirmButton } from "../confirm-button";
import { Disclosure } from "../disclosure";
import { TextField } from "../field";
import { HiddenFields } from "../hidden-fields";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";
import type { PasskeyActions } from "./passkey-actions";

type Text = Record<
  "rename" | "save" | "remove" | "removeTitle" | "removeText" | "removed" | "keep" | "name" | "signIn",
  string
>;
type Props = {
  id: string;
  name: string;
  /** When it was added and last used, in words. */
  dates: string;
  actions: PasskeyActions;
  text: Text;
};

/** One passkey: its name and dates, a form that renames it, and a button that removes it after asking. */
export function PasskeyRow({ id, name, dates, actions, text }: Props) {
  const [{ attempt, typed, outcome }, rename, pending] = useAdminAction(actions.rename, { name });
  const [{ outcome: removed }, remove] = useAdminAction(actions.remove, null, {
    done: fill(text.removed, { name }),
  });
  const fields = { page: actions.page, id };
  return (
    <li className="flex flex-col gap-2 rounded-xl border border-line p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 grow basis-48">
          <p className="font-medium wrap-anywhere">{name}</p>
          <p className="text-small text-ink-3">{dates}</p>
        </div>
        <ConfirmButton
          label={text.remove}
          title={fill(text.removeTitle, { name })}
          cancelWord={text.keep}
          action={remove}
          fields={fields}
          kind="danger"
          size="small"
        >
          <p>{text.removeText}</p>
        </ConfirmButton>
      </div>
      <OutcomeNotice outcome={removed} signIn={text.signIn} />
      <Disclosure summary={text.rename} open={outcome !== undefined}>
        <form key={attempt} action={rename} className="flex max-w-column flex-col gap-3 print:hidden">
          <HiddenFields values={fields} />
          <OutcomeNotice outcome={outcome} signIn={text.signIn} />
          <TextField
            name="name"
            label={text.name}
            error={errorsOf(outcome).name}
            defaultValue={typed.name}
            maxLength={PASSKEY_NAME_MOST}
            autoComplete="off"
            required
          />
          <div>
            <Button type="submit" kind="secondary" size="small" disabled={pending}>
              {text.save}
            </Button>
          </div>
        </form>
      </Disclosure>
    </li>
  );
}

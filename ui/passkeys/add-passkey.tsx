"use client";

import { errorsOf } from "@/lib/domain/form-state";
import { PASSKEY_NAME_MOST } from "@/lib/domain/passkeys";
import type { auth } from "@/lib/i18n/en/auth";
import { Button } from "../button";
import { TextField } from "../field";
import { PageField } from "../page-field";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";
import { makePasskey } from "./browser";
import type { AddingActions, AddingState } from "./passkey-actions";

type Text = (typeof auth)["account"]["passkeys"]["add"] & { name: string; signIn: string };
type Props = { actions: AddingActions; text: Text };

/** Adds a passkey of this device: the server begins, the device makes it, the server checks and keeps it. */
export function AddPasskey({ actions, text }: Props) {
  const run = async (last: AddingState, form: FormData): Promise<AddingState> => {
    const { options, ...begun } = await actions.begin(last, form);
    if (!options) return begun;
    const made = await makePasskey(options);
    if (typeof made === "string") {
      const refused = { ok: false, message: text.problems[made], errors: {}, signInAgain: false } as const;
      return { ...begun, outcome: refused };
    }
    form.set("answer", JSON.stringify(made));
    return actions.add(begun, form);
  };
  const [{ attempt, typed, outcome }, submit, pending] = useAdminAction<{ name: string }, AddingState>(run, {
    name: "",
  });
  return (
    <form key={attempt} action={submit} className="flex max-w-column flex-col gap-3 print:hidden">
      <PageField page={actions.page} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <TextField
        name="name"
        label={text.name}
        hint={text.hint}
        error={errorsOf(outcome).name}
        defaultValue={typed.name}
        maxLength={PASSKEY_NAME_MOST}
        autoComplete="off"
        required
      />
      <div>
        <Button type="submit" kind="secondary" disabled={pending}>
          {pending ? text.pending : text.action}
        </Button>
      </div>
    </form>
  );
}

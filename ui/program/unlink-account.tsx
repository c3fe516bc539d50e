"use client";

import { errorsOf } from "@/lib/domain/form-state";
import type { UnlinkTyped } from "@/lib/domain/program";
import type { program as englishText } from "@/lib/i18n/en/program";
import { Button } from "../button";
import { ConfirmDialog } from "../confirm-dialog";
import { AddressField } from "../field";
import { Notice } from "../notice";
import { PageField } from "../page-field";
import type { AdminAction } from "./admin-actions";
import { useAskFirst } from "./ask-first";
import { OutcomeNotice } from "./outcome-notice";
import { useAdminAction } from "./use-admin-action";

type Text = Pick<typeof englishText, "keep" | "signIn"> & {
  unlink: Omit<typeof englishText.unlink, "title" | "note">;
};
type Props = { action: AdminAction<UnlinkTyped>; page: string; text: Text };

/** Unlinks the company account of the person at an address, after asking. */
export function UnlinkAccount({ action, page, text: { unlink, keep, signIn } }: Props) {
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction(
    action,
    { email: "" },
    { shown: unlink.done },
  );
  const { form, dialog, ask, submit, sendAsked } = useAskFirst(run);
  const errors = errorsOf(outcome);
  return (
    <form
      key={attempt}
      ref={form}
      action={sendAsked}
      onSubmit={submit}
      className="flex max-w-column flex-col gap-4"
    >
      <PageField page={page} />
      {outcome?.ok && <Notice live>{unlink.done}</Notice>}
      <OutcomeNotice outcome={outcome} signIn={signIn} />
      <AddressField
        name="email"
        required
        label={unlink.email}
        error={errors.email}
        defaultValue={outcome?.ok ? "" : typed.email}
      />
      <div>
        <Button kind="secondary" onClick={ask} disabled={pending}>
          {unlink.action}
        </Button>
      </div>
      <ConfirmDialog
        ref={dialog}
        title={unlink.confirmTitle}
        cancelWord={keep}
        label={unlink.action}
        kind="danger"
      >
        <p>{unlink.confirmText}</p>
      </ConfirmDialog>
    </form>
  );
}

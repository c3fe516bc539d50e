"use client";

import { Button } from "../button";
import { Notice } from "../notice";
import type { AdminAction } from "../program/admin-actions";
import { useFormAction } from "../use-form-action";

type Props = { action: AdminAction<null>; token: string; label: string };

/** Uses the link up by a button, never by opening it: programs that look at links open them too. */
export function GoOnForm({ action, token, label }: Props) {
  const [{ outcome }, run, pending] = useFormAction(action, null);
  return (
    <form action={run} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      {outcome && !outcome.ok && (
        <Notice kind="warning" live>
          {outcome.message}
        </Notice>
      )}
      <div>
        <Button type="submit" disabled={pending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

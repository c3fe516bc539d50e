"use client";

import { Button } from "../button";
import { PageField } from "../page-field";
import { PageTitle } from "../page-title";
import type { AdminAction } from "../program/admin-actions";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";

type Props = {
  change: string;
  page: string;
  action: AdminAction<null>;
  text: { title: string; text: string; confirm: string; refuse: string; signIn: string };
};

/** A new sign-in address, which the person who signs in with the old one confirms or refuses. */
export function AddressView({ change, page, action, text }: Props) {
  const [{ outcome }, run, pending] = useAdminAction(action, null);
  return (
    <form action={run} className="mx-auto flex max-w-column flex-col gap-6">
      <PageTitle title={text.title} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <p>{text.text}</p>
      <PageField page={page} />
      <input type="hidden" name="changeId" value={change} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="accepted" value="yes" disabled={pending}>
          {text.confirm}
        </Button>
        <Button type="submit" name="accepted" value="no" kind="danger" disabled={pending}>
          {text.refuse}
        </Button>
      </div>
    </form>
  );
}

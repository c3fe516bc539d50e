"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { Notice } from "../notice";
import { TextLink } from "../text-link";

type Refusal = { ok: false; message: string; signInAgain: boolean };

type Props = {
  outcome: { ok: true } | Refusal | undefined;
  signIn: string;
  /** What is wrong with the field of a dialog that has closed. */
  detail?: string;
};

/** Why an action was refused, beside its button, and where it helps a link to sign in that leads back to this page. */
export function OutcomeNotice({ outcome, signIn, detail }: Props) {
  const path = usePathname();
  const query = String(useSearchParams());
  if (!outcome || outcome.ok) return null;
  const here = query ? `${path}?${query}` : path;
  return (
    <Notice kind="warning" live>
      <p>{outcome.message}</p>
      {detail && <p>{detail}</p>}
      {outcome.signInAgain && (
        <p>
          <TextLink href={`/sign-in?${new URLSearchParams({ next: here })}`}>{signIn}</TextLink>
        </p>
      )}
    </Notice>
  );
}

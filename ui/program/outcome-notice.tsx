"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import type { FormOutcome } from "@/lib/domain/form-state";
import { useAnnouncements } from "../announcements";
import { useFrameReturns } from "../frame-person";
import { Notice } from "../notice";
import { TextLink } from "../text-link";

type Props = {
  outcome: FormOutcome | undefined;
  signIn: string;
  /** What is wrong with the field of a dialog that has closed. */
  detail?: string;
};

/**
 * What came of an action, where the page does not show it, or why it was refused, beside its button, and where it helps a
 * link to sign in that leads back to this page. Once
 * the page's person is signed in again, it says that alone.
 */
export function OutcomeNotice({ outcome, signIn, detail }: Props) {
  const path = usePathname();
  const query = String(useSearchParams());
  const { text } = useAnnouncements();
  const isBack = useIsBack(outcome);
  if (outcome?.ok && outcome.message) return <Notice live>{outcome.message}</Notice>;
  if (!outcome || outcome.ok) return null;
  if (isBack) return <Notice live>{text.signedInAgain}</Notice>;
  const here = query ? `${path}?${query}` : path;
  return (
    <Notice kind="warning" live>
      <p>{outcome.message}</p>
      {detail && <p>{detail}</p>}
      {outcome.kept && <p>{text.kept}</p>}
      {outcome.signInAgain && (
        <p>
          <TextLink href={`/sign-in?${new URLSearchParams({ next: here })}`}>{signIn}</TextLink>
        </p>
      )}
    </Notice>
  );
}

/** Whether an action was refused because of who was signed in, and the page's person is back since. */
function useIsBack(outcome: FormOutcome | undefined): boolean {
  const returns = useFrameReturns();
  const [refused, setRefused] = useState({ outcome, returns });
  if (refused.outcome !== outcome) setRefused({ outcome, returns });
  return outcome?.ok === false && outcome.signInAgain === "person" && returns !== refused.returns;
}

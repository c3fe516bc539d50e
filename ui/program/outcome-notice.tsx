import type { ProgramOutcome } from "@/lib/domain/program";
import { Notice } from "../notice";
import { TextLink } from "../text-link";

type Props = {
  outcome: ProgramOutcome | undefined;
  signIn: string;
  /** Where signing in leads back to. */
  next?: string;
  /** What is wrong with the field of a dialog that has closed. */
  detail?: string;
};

/** Why an admin action was refused, beside its button. */
export function OutcomeNotice({ outcome, signIn, next = "/program", detail }: Props) {
  if (!outcome || outcome.ok) return null;
  return (
    <Notice kind="warning" live>
      <p>{outcome.message}</p>
      {detail && <p>{detail}</p>}
      {outcome.signInAgain && (
        <p>
          <TextLink href={`/sign-in?next=${encodeURIComponent(next)}`}>{signIn}</TextLink>
        </p>
      )}
    </Notice>
  );
}

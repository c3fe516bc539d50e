import type { ProgramOutcome } from "@/lib/domain/program";
import { Notice } from "../notice";
import { TextLink } from "../text-link";

/** Why an admin action was refused, beside its button. */
export function OutcomeNotice({ outcome, signIn }: { outcome: ProgramOutcome | undefined; signIn: string }) {
  if (!outcome || outcome.ok) return null;
  return (
    <Notice kind="warning" live>
      <p>{outcome.message}</p>
      {outcome.signInAgain && (
        <p>
          <TextLink href="/sign-in?next=/program">{signIn}</TextLink>
        </p>
      )}
    </Notice>
  );
}

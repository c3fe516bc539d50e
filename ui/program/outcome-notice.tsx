import type { ProgramOutcome } from "@/lib/domain/program";
import { Notice } from "../notice";
import { TextLink } from "../text-link";

type Props = {
  outcome: ProgramOutcome | undefined;
  signIn: string;
  /** What is wrong with the field of a dialog that has closed. */
  detail?: string;
};

/** Why an admin action was refused, beside its button. */
export function OutcomeNotice({ outcome, signIn, detail }: Props) {
  if (!outcome || outcome.ok) return null;
  return (
    <Notice kind="warning" live>
      <p>{outcome.message}</p>
      {detail && <p>{detail}</p>}
      {outcome.signInAgain && (
        <p>
          <TextLink href="/sign-in?next=/program">{signIn}</TextLink>
        </p>
      )}
    </Notice>
  );
}

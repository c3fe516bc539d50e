import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import type { Failed } from "@/lib/instrument/outcomes";
import { Button } from "../button";
import { Notice } from "../notice";
import { type MarkProps, onDevice } from "./saved-mark";
import type { SavedState } from "./saving";

type TroubleProps = MarkProps & {
  /** Where signing in again leads back to this survey. */
  signInHref: string;
  merged: boolean;
  /** Why the server did not take the last request, in the state "failed". */
  failure: Failed | undefined;
  onRetry: () => void;
};

/** What could not be saved, what was kept, and what to do. */
export function SavingNotice({ state, words, signInHref, durable, merged, failure, onRetry }: TroubleProps) {
  const trouble = troubleOf(state, failure, words);
  if (!trouble && !merged) return null;
  const { title, text } = trouble ?? words.merged;
  return (
    <div className="mt-4 text-small">
      <Notice kind={trouble ? "warning" : "info"} live title={title}>
        {onDevice.has(state) && !durable ? words.notKept : text}
        {failure?.reference && <p>{fill(words.reference, { reference: failure.reference })}</p>}
        {retried.has(state) && (
          <Button kind="secondary" size="small" className="mt-2" onClick={onRetry}>
            {words.tryNow}
          </Button>
        )}
        {state === "signed-out" && (
          <a
            href={signInHref}
            target={durable ? undefined : "_blank"}
            className="block py-3 font-semibold text-accent underline underline-offset-3"
          >
            {words.trouble["signed-out"].action}
          </a>
        )}
      </Notice>
    </div>
  );
}

/** States in which another try may end differently. */
const retried = new Set<SavedState>(["offline", "failed", "checking", "signed-out"]);

function troubleOf(state: SavedState, failure: Failed | undefined, words: SurveyWords) {
  if (state === "failed") return words.failed[failure?.code ?? "unexpected"];
  return state in words.trouble ? words.trouble[state as keyof SurveyWords["trouble"]] : undefined;
}

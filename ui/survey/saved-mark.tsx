import type { SurveyWords } from "@/lib/i18n/en/survey";
import { Notice } from "@/ui/notice";
import type { SavedState } from "./saving";

type MarkProps = {
  state: SavedState;
  words: SurveyWords;
  /** Whether this browser keeps what is not saved yet. */
  durable: boolean;
};

/** States in which what was typed is on this device alone. */
const onDevice = new Set<SavedState>(["offline", "signed-out", "checking"]);

const troubled = new Set<SavedState>(["offline", "checking", "signed-out", "invalid", "closed", "locked"]);

/** Whether everything typed is saved, in a word, read out when it changes. */
export function SavedMark({ state, words, durable }: MarkProps) {
  return (
    <span role="status" className={troubled.has(state) ? "font-semibold text-strained" : ""}>
      {onDevice.has(state) && !durable ? words.notSaved : words.saved[state]}
    </span>
  );
}

type TroubleProps = MarkProps & {
  /** Where signing in again leads back to this survey. */
  signInHref: string;
  merged: boolean;
};

/** What went otherwise than planned, what was kept, and what to do. */
export function SavingNotice({ state, words, signInHref, durable, merged }: TroubleProps) {
  const trouble = state in words.trouble ? words.trouble[state as keyof SurveyWords["trouble"]] : undefined;
  if (!trouble && !merged) return null;
  const { title, text } = trouble ?? words.merged;
  return (
    <div className="mt-4 text-small">
      <Notice kind={trouble ? "warning" : "info"} live title={title}>
        {onDevice.has(state) && !durable ? words.notKept : text}
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

import type { SurveyWords } from "@/lib/i18n/en/survey";
import type { SavedState } from "./saving";

export type MarkProps = {
  state: SavedState;
  words: SurveyWords;
  /** Whether this browser keeps what is not saved yet. */
  durable: boolean;
};

/** States in which what was typed is on this device alone. */
export const onDevice = new Set<SavedState>(["offline", "failed", "signed-out", "checking"]);

const troubled = new Set<SavedState>([
  "offline",
  "failed",
  "checking",
  "signed-out",
  "invalid",
  "closed",
  "left",
  "withdrawn",
  "gone",
  "locked",
]);

/** Whether everything typed is saved, in a word, read out when it changes. */
export function SavedMark({ state, words, durable }: MarkProps) {
  return (
    <span role="status" className={troubled.has(state) ? "font-semibold text-strained" : ""}>
      {onDevice.has(state) && !durable ? words.notSaved : words.saved[state]}
    </span>
  );
}

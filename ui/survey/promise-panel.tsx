import type { Ref } from "react";
import type { SharingMode } from "@/lib/cycles";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { Button } from "@/ui/button";

/** What the promise of this cycle is about; dates and durations as words, in the reader's language and zone. */
export interface PromiseFacts {
  readonly version: string;
  readonly mode: SharingMode;
  readonly closes: string;
  readonly retention: string;
}

type Props = {
  facts: PromiseFacts;
  partnerName: string;
  words: SurveyWords;
  /** Absent where the text is only read again. */
  onAccept?: () => void;
  disabled?: boolean;
  headingRef?: Ref<HTMLHeadingElement>;
};

/** Who sees what in this cycle, to be accepted before the first question. */
export function PromisePanel({ facts, partnerName, words, onAccept, disabled, headingRef }: Props) {
  const { partner, leaders, units, inference, admins, lock, retention, access } = promiseText(
    words,
    facts.version,
  );
  const values = { P: partnerName, closes: facts.closes, retention: facts.retention };
  const parts = [
    partner,
    { title: leaders.title, text: leaders[facts.mode] },
    units,
    inference,
    admins,
    lock,
    retention,
    access,
  ];
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {words.promise.title}
      </h1>
      <p className="mt-2 text-ink-2">{words.promise.lede}</p>
      <dl className="mt-5">
        {parts.map(({ title, text }) => (
          <div key={title} className="border-line border-t py-3">
            <dt className="font-semibold">{title}</dt>
            <dd className="mt-0.5 text-ink-2">{fill(text, values)}</dd>
          </div>
        ))}
      </dl>
      {onAccept && (
        <Button className="mt-5 w-full" onClick={onAccept} disabled={disabled}>
          {words.promise.accept}
        </Button>
      )}
    </section>
  );
}

/** The text people accepted under this version; a RangeError for one the dictionary does not have. */
function promiseText(words: SurveyWords, version: string): SurveyWords["promises"]["1"] {
  const text = Object.entries(words.promises).find(([known]) => known === version)?.[1];
  if (!text) throw new RangeError(`There is no promise ${version}`);
  return text;
}

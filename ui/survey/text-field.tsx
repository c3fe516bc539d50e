import { useDeferredValue } from "react";

import { countGraphemes, TYPED_AT_MOST } from "@/lib/domain/characters";
import { fill } from "@/lib/i18n/fill";
import { COMMENT_AT_MOST } from "@/lib/instrument/comments";
import { controlClass } from "../field";
import type { FieldProps } from "./field-props";

/** Free text, with its length and the greatest length below it. Longer text can be pasted and shortened here. */
export function TextField({ question, answer, onAnswer, words }: FieldProps) {
  const text = typeof answer === "string" ? answer : "";
  // Counting a long text takes longer than typing may wait.
  const characters = countGraphemes(useDeferredValue(text));
  const over = characters - COMMENT_AT_MOST;
  return (
    <>
      <textarea
        aria-label={question.text}
        dir="auto"
        rows={6}
        maxLength={TYPED_AT_MOST}
        value={text}
        // A browser applies maxLength to what is typed and pasted, and to nothing else that fills a field.
        onChange={({ target }) => onAnswer(target.value.slice(0, TYPED_AT_MOST) || undefined)}
        className={`${controlClass} field-sizing-content max-h-[60vh] min-h-36`}
      />
      {text.length >= TYPED_AT_MOST && (
        <p role="status" className="mt-1 font-semibold text-diverging text-small">
          {fill(words.text.full, { n: TYPED_AT_MOST })}
        </p>
      )}
      <p
        className={`mt-1 text-end text-small tabular-nums ${over > 0 ? "font-semibold text-diverging" : "text-ink-3"}`}
      >
        {over > 0
          ? fill(words.text.over, { n: over, most: COMMENT_AT_MOST })
          : fill(words.text.characters, { n: characters, most: COMMENT_AT_MOST })}
      </p>
    </>
  );
}

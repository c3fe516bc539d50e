import type { ReactNode, Ref } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { Button } from "../button";

type Props = {
  words: SurveyWords["promise"];
  onAccept: () => void;
  disabled: boolean;
  headingRef: Ref<HTMLHeadingElement>;
  children: ReactNode;
};

/** The promise, to be accepted before the first question. */
export function PromisePanel({ words, onAccept, disabled, headingRef, children }: Props) {
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {words.title}
      </h1>
      <p className="mt-2 text-ink-2">{words.lede}</p>
      {children}
      <Button className="mt-5 w-full" onClick={onAccept} disabled={disabled}>
        {words.accept}
      </Button>
    </section>
  );
}

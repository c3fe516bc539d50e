import type { Ref } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { buttonClass } from "../button";

type Props = {
  partnerName: string;
  /** The partner is final too, so both views can be seen. */
  revealed: boolean;
  revealHref: string;
  homeHref: string;
  words: SurveyWords["done"];
  headingRef?: Ref<HTMLHeadingElement>;
};

/** After a submission: what happens next. */
export function DonePanel({ partnerName, revealed, revealHref, homeHref, words, headingRef }: Props) {
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none">
        {words.title}
      </h1>
      <p className="mt-2 text-ink-2">{fill(revealed ? words.revealed : words.waiting, { P: partnerName })}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        {revealed && (
          <a href={revealHref} className={buttonClass()}>
            {words.toReveal}
          </a>
        )}
        <a href={homeHref} className={buttonClass({ kind: revealed ? "secondary" : "primary" })}>
          {words.home}
        </a>
      </div>
    </section>
  );
}

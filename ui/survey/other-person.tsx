import type { Ref } from "react";
import type { SurveyWords } from "@/lib/i18n/en/survey";
import { fill } from "@/lib/i18n/fill";
import { buttonClass } from "@/ui/button";

type Props = {
  /** Who is signed in on this browser now. */
  name: string;
  words: SurveyWords["otherPerson"];
  /** Whether this browser keeps what was not saved. */
  durable: boolean;
  links: { readonly signIn: string; readonly home: string };
  headingRef: Ref<HTMLHeadingElement>;
};

/** Instead of the survey once somebody else is signed in: no answer of the person it was opened for is in it. */
export function OtherPerson({ name, words, durable, links, headingRef }: Props) {
  return (
    <section>
      <h1 ref={headingRef} tabIndex={-1} className="text-display outline-none wrap-anywhere">
        {fill(words.title, { name })}
      </h1>
      <p className="mt-2 text-ink-2">{durable ? words.text : words.notKept}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <a href={links.home} className={`${buttonClass()} wrap-anywhere`}>
          {fill(words.home, { name })}
        </a>
        <a href={links.signIn} className={buttonClass({ kind: "secondary" })}>
          {words.signIn}
        </a>
      </div>
    </section>
  );
}

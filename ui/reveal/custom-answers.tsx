import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import type { ComparedCustomQuestion } from "@/lib/instrument/custom-questions";
import { Section } from "../section";
import { TwoAnswers } from "./two-dot-scale";

type Props = { answers: readonly ComparedCustomQuestion[]; partnerName: string; words: Dictionary };

/** What both answered to the organization's own questions, in words. */
export function CustomAnswers({ answers, partnerName, words }: Props) {
  if (answers.length === 0) return null;
  const text = words.customQuestions.compared;
  return (
    <Section title={text.title} note={text.note} className="border-line border-t pt-5">
      <ol className="grid gap-7">
        {answers.map(({ slot, wording, mine, theirs }) => (
          <li key={slot} className="grid gap-2">
            <h3 className="font-semibold [overflow-wrap:anywhere]">{fill(wording, { P: partnerName })}</h3>
            <TwoAnswers mine={mine} theirs={theirs} you={words.reveal.you} partner={partnerName} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

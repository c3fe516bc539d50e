import type { CustomQuestionLine, CustomQuestionsPage } from "@/lib/domain/custom-questions";
import { fill } from "@/lib/i18n/fill";
import type { Audience } from "@/lib/instrument/confidentiality";
import { customSlots } from "@/lib/instrument/custom-questions";
import { newUuid } from "../new-uuid";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import type { CustomQuestionActions } from "./admin-actions";
import { AdminButton } from "./admin-button";
import { CustomQuestionForm } from "./custom-question-form";

type Props = ViewProps & { page: CustomQuestionsPage; actions: CustomQuestionActions };

/** The organization's own questions: those in force, a form for another one, and the retired ones. */
export function CustomQuestionsView({ page, actions, words, format }: Props) {
  const text = words.customQuestions;
  const inSurvey = (audience: Audience) => {
    const says = fill(words.survey.audience[audience], { P: text.partner });
    return text.inSurvey(`${words.survey.audience.title} ${says}`);
  };
  const full = page.inForce.length >= customSlots.length;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={text.lede}
        actions={<TextLink href="/program">{words.schedule.back}</TextLink>}
      />
      <Section title={text.now.title} note={text.now.note}>
        {page.inForce.length === 0 && <p className="text-ink-2">{text.now.none}</p>}
        <ul className="grid max-w-column gap-5">
          {page.inForce.map((line) => (
            <li key={line.id} className="grid gap-2 border-line border-t pt-4">
              <QuestionText line={line} words={words} format={format} />
              <Retire line={line} actions={actions} words={words} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={text.add.title}>
        {full ? (
          <p className="text-ink-2">{text.add.full}</p>
        ) : (
          <CustomQuestionForm
            action={actions.add}
            page={actions.page}
            newId={newUuid()}
            text={{
              add: text.add,
              kind: text.kind,
              answerClass: text.answerClass,
              audience: { shared: inSurvey("S"), aggregate: inSurvey("units") },
              signIn: words.program.signIn,
            }}
          />
        )}
      </Section>
      {page.past.length > 0 && (
        <Section title={text.past.title} note={text.past.note}>
          <ul className="grid max-w-column gap-5">
            {page.past.map((line) => (
              <li key={line.id} className="border-line border-t pt-4">
                <QuestionText line={line} words={words} format={format} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function QuestionText({ line, words, format }: ViewProps & { line: CustomQuestionLine }) {
  const { lastAsked, neverAsked, answerClass } = words.customQuestions;
  return (
    <div className="grid gap-1">
      <h3 className="font-semibold [overflow-wrap:anywhere]">
        <bdi>{line.wording}</bdi>
      </h3>
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        <bdi>{line.options.join(" · ")}</bdi>
      </p>
      <p className="text-ink-3 text-small">
        {answerClass[line.answerClass].short}{" "}
        {line.lastAsked === null ? neverAsked : lastAsked(format.whole(line.lastAsked))}
      </p>
    </div>
  );
}

function Retire({ line, actions, words }: Pick<Props, "actions" | "words"> & { line: CustomQuestionLine }) {
  const { retire } = words.customQuestions;
  const { keep, signIn } = words.program;
  return (
    <AdminButton
      action={actions.retire}
      page={actions.page}
      fields={{ questionId: line.id }}
      kind="secondary"
      text={{
        label: retire.label,
        title: retire.titleOf(line.wording),
        done: retire.doneOf(line.wording),
        keep,
        signIn,
      }}
    >
      {retire.text}
    </AdminButton>
  );
}

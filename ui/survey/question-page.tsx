import { type KeyboardEvent, type Ref, type SubmitEvent, useId, useState } from "react";
import { fill } from "@/lib/i18n/fill";
import type { MessageCode } from "@/lib/instrument/messages";
import { Button, buttonClass } from "../button";
import { ChoiceField } from "./choice-field";
import type { FieldProps } from "./field-props";
import { RadioOptions } from "./options";
import type { Later } from "./use-later";

type Props = FieldProps & {
  later: Later | undefined;
  partnerName: string;
  /** Why the server refused this answer. */
  refused: MessageCode | undefined;
  disabled: boolean;
  headingRef: Ref<HTMLHeadingElement>;
  /** Fragment of the question before, if there is one. */
  back: string | undefined;
  last: boolean;
  onNext: () => void;
};

/** One question: its wording as the heading, its field, who sees the answer, and the button to the next. */
export function QuestionPage({
  partnerName,
  refused,
  disabled,
  headingRef,
  back,
  last,
  onNext,
  ...field
}: Props) {
  const { question, words } = field;
  const [tried, setTried] = useState(false);
  const id = useId();
  const problem = (tried ? problemOf(field) : undefined) ?? refused;
  const goOn = (event: SubmitEvent) => {
    event.preventDefault();
    if (problemOf(field)) setTried(true);
    else onNext();
  };
  const hint = [question.window && words.window[question.window], !question.required && words.optional]
    .filter(Boolean)
    .join(" · ");
  return (
    <form method="dialog" onSubmit={goOn} noValidate>
      <fieldset
        disabled={disabled}
        aria-describedby={`${id}-hint ${id}-problem ${id}-audience`}
        onKeyDown={chooseByDigit}
        className="min-w-0"
      >
        <legend>
          {question.before && <span className="mb-1.5 block text-ink-2">{question.before}</span>}
          <h1
            ref={headingRef}
            tabIndex={-1}
            dir={question.before && "auto"}
            className="text-pretty text-display outline-none"
          >
            {question.text}
          </h1>
        </legend>
        <p id={`${id}-hint`} className="mt-1.5 min-h-5 text-small text-ink-3">
          {hint}
        </p>
        <div className="mt-4">
          <Field {...field} />
        </div>
        <p id={`${id}-problem`} role="alert" className="font-medium text-diverging">
          {problem && words.problem[problem]}
        </p>
      </fieldset>
      <p id={`${id}-audience`} className="mt-3 rounded-[10px] bg-line-2 px-3.5 py-3 text-small text-ink-2">
        <b className="font-semibold">{words.audience.title}</b>{" "}
        {fill(words.audience[question.audience], { P: partnerName })}
      </p>
      <WayOn back={back} last={last} disabled={disabled} words={words} />
    </form>
  );
}

/** Why one cannot go on yet. What else there is to check than a missing answer comes with the fields that it is about. */
const problemOf = ({ question, answer, later }: FieldProps & { later: Later | undefined }) =>
  answer === undefined && question.required ? "required" : later?.answerProblem(question, answer);

type WayOnProps = Pick<Props, "back" | "last" | "disabled" | "words">;

/** Back to the question before, and on to the next one or the review. */
function WayOn({ back, last, disabled, words }: WayOnProps) {
  return (
    <div className="mt-6 flex items-center justify-between gap-4">
      {back === undefined ? (
        <span />
      ) : (
        <a href={`#${back}`} className={`-ml-4 ${buttonClass({ kind: "quiet" })}`}>
          {words.back}
        </a>
      )}
      <Button type="submit" disabled={disabled}>
        {last ? words.toReview : words.next}
      </Button>
    </div>
  );
}

function Field({ later, ...props }: FieldProps & { later: Later | undefined }) {
  const { question, answer, onAnswer, words } = props;
  switch (question.kind) {
    case "allocation":
      return later ? <later.AllocationField {...props} /> : <Loading words={words} />;
    case "ownership":
      return later ? <later.OwnershipField {...props} /> : <Loading words={words} />;
    case "text":
      return later ? <later.TextField {...props} /> : <Loading words={words} />;
    case "choice":
      return <ChoiceField {...props} later={later} />;
    case "scale": {
      const chosen = typeof answer === "number" || typeof answer === "string" ? answer : undefined;
      return <RadioOptions question={question} chosen={chosen} onChoose={onAnswer} cantSay={words.cantSay} />;
    }
  }
}

/** In place of a part of the page whose code is still loading. */
export function Loading({ words }: Pick<FieldProps, "words">) {
  return (
    <p role="status" className="py-8 text-center text-ink-3">
      {words.loading}
    </p>
  );
}

/** A digit picks the option at that place of the group with the focus, unless it is typed into a text field. */
function chooseByDigit(event: KeyboardEvent<HTMLFieldSetElement>) {
  const { target, currentTarget, key } = event;
  const typing = target instanceof HTMLElement && target.matches("select, textarea, input[type=number]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(key)) return;
  const near = (target instanceof Element && target.closest("fieldset")) || currentTarget;
  // A question of several groups begins with its first one.
  const group = near.querySelector("fieldset") ?? near;
  const radio = group.querySelectorAll<HTMLInputElement>("input[type=radio]")[Number(key) - 1];
  radio?.focus();
  radio?.click();
}

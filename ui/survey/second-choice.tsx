import type { FieldProps } from "./field-props";

type Props = Omit<FieldProps, "answer"> & { first: string; second: string | undefined };

/** The optional second one of two choices in order. */
export function SecondChoice({ question, first, second, onAnswer, words }: Props) {
  return (
    <label className="mt-3 grid gap-1.5 text-small text-ink-2">
      {words.choice.second}
      <select
        value={second ?? ""}
        onChange={(event) => onAnswer(event.target.value ? [first, event.target.value] : [first])}
        className="min-h-12 w-full rounded-[10px] border border-edge bg-paper px-3 text-body text-ink"
      >
        <option value="">{words.choice.noSecond}</option>
        {question.options
          .filter(({ value }) => value !== first)
          .map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
      </select>
    </label>
  );
}

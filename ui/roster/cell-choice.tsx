import { useId } from "react";
import { FieldError } from "../field";
import type { FieldSpec } from "./field-spec";

export type ChoiceText = Record<"now" | "typed" | "empty", string>;

type Props = {
  field: FieldSpec;
  choice: readonly [now: string, typed: string];
  error: string | undefined;
  text: ChoiceText;
};

/** In place of a cell that somebody else changed meanwhile: their value and the one typed here, to choose from. */
export function CellChoice({ field, choice, error, text }: Props) {
  const id = useId();
  const labelOf = (value: string) =>
    field.options?.find((option) => option.value === value)?.label ?? (value || text.empty);
  return (
    <fieldset aria-describedby={id} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{field.label}</legend>
      {([text.now, text.typed] as const).map((from, n) => (
        <label key={from} className="flex min-h-11 items-start gap-3 py-1">
          <input
            type="radio"
            name={`cell.${field.name}`}
            value={choice[n]}
            required
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            {labelOf(choice[n]!)} <span className="block text-small text-ink-3">{from}</span>
          </span>
        </label>
      ))}
      <FieldError id={id}>{error}</FieldError>
    </fieldset>
  );
}

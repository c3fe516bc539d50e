import { type ReactNode, useId } from "react";
import { FieldError } from "../field";

type Props<Value extends string> = {
  name: string;
  legend: string;
  hint?: string;
  error?: string | undefined;
  chosen: Value | "";
  required?: boolean;
  options: readonly { readonly value: Value; readonly label: string; readonly text?: ReactNode }[];
};

/** A choice between a few options, each with what it means. */
export function RadioCards<Value extends string>({
  name,
  legend,
  hint,
  error,
  chosen,
  required,
  options,
}: Props<Value>) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset className="flex flex-col gap-3" aria-describedby={described || undefined}>
      <legend className="font-medium">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-3">
          {hint}
        </p>
      )}
      {options.map(({ value, label, text }) => (
        <label key={value} className="flex items-start gap-3 rounded-lg border border-line p-4">
          <input
            type="radio"
            name={name}
            value={value}
            required={required}
            defaultChecked={chosen === value}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span>
            <span className="font-medium">{label}</span>
            {text && <span className="block text-ink-2">{text}</span>}
          </span>
        </label>
      ))}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

import type { ComponentProps, ReactNode } from "react";
import { controlClass, Field } from "./field";

export type Option = { value: string; label: string; disabled?: boolean };

type Props = ComponentProps<"select"> & { options: readonly Option[] };

/** The native select: it works on a phone, with a keyboard and without scripts. */
export function Select({ options, className = "", ...rest }: Props) {
  return (
    <select {...rest} className={`${controlClass} ${className}`}>
      <Options options={options} />
    </select>
  );
}

export function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}

export function SelectField({
  label,
  hint,
  error,
  ...rest
}: Props & { label: ReactNode; hint?: ReactNode; error?: ReactNode }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <Select {...rest} {...wiring} />}
    </Field>
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean };

/** The options of a native select, which works on a phone, with a keyboard and without scripts. */
export function Options({ options }: { options: readonly SelectOption[] }) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}

export type Option = { value: string; label: string; disabled?: boolean };

/** The options of a native select, which works on a phone, with a keyboard and without scripts. */
export function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}

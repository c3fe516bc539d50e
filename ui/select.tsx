export type SelectOption = { value: string; label: string };

/** The options of a native select, which works on a phone, with a keyboard and without scripts. */
export function Options({ options }: { options: readonly SelectOption[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

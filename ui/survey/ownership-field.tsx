import { asOwnership, CANT_SAY } from "@/lib/instrument/answers";
import type { FieldProps } from "./field-props";
import { CantSayBox } from "./options";

/** Who owns what, a row at a time; a row may be left out. */
export function OwnershipField({ question, answer, onAnswer, words }: FieldProps) {
  const owners = asOwnership(answer) ?? {};
  const set = (row: string, owner: string) => {
    const { [row]: _cleared, ...others } = owners;
    const map: Record<string, string> = owner ? { ...others, [row]: owner } : others;
    onAnswer(Object.keys(map).length > 0 ? map : undefined);
  };
  return (
    <>
      <ul className="grid">
        {question.rows?.map(({ code, label }) => (
          <li key={code} className="border-line border-b py-2">
            <label className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-3">
              <span className="first-letter:uppercase">{label}</span>
              <select
                value={owners[code] ?? ""}
                onChange={(event) => set(code, event.target.value)}
                className={`min-h-11 w-full rounded-lg border px-2.5 ${owners[code] ? "border-accent bg-accent-soft text-ink" : "border-edge bg-paper text-ink-3"}`}
              >
                <option value="">{words.ownership.choose}</option>
                {question.options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
      <CantSayBox
        checked={answer === CANT_SAY}
        onChange={(checked) => onAnswer(checked ? CANT_SAY : undefined)}
        label={words.cantSay}
      />
    </>
  );
}

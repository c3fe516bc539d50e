import { asOwnership, CANT_SAY } from "@/lib/instrument/answers";
import type { Question } from "@/lib/instrument/question";
import type { FieldProps } from "./field-props";
import { CantSayBox } from "./options";

/** Who owns what: one tap a row. A row may be left out, and choosing its answer again clears it. */
export function OwnershipField({ question, answer, onAnswer, words }: FieldProps) {
  const owners = asOwnership(answer) ?? {};
  const set = (row: string, owner: string | undefined) => {
    const { [row]: _cleared, ...others } = owners;
    const map: Record<string, string> = owner === undefined ? others : { ...others, [row]: owner };
    onAnswer(Object.keys(map).length > 0 ? map : undefined);
  };
  return (
    <>
      <p className="mb-4 text-ink-2 text-small">{words.ownership.hint}</p>
      <div className="grid gap-5">
        {question.rows?.map((row) => (
          <OwnerChoice
            key={row.code}
            row={row}
            name={`${question.code} ${row.code}`}
            options={question.options}
            owner={owners[row.code]}
            onChoose={(owner) => set(row.code, owner)}
          />
        ))}
      </div>
      <CantSayBox
        checked={answer === CANT_SAY}
        onChange={(checked) => onAnswer(checked ? CANT_SAY : undefined)}
        label={words.cantSay}
      />
    </>
  );
}

type OwnerProps = {
  row: NonNullable<Question["rows"]>[number];
  /** Of the group of radios. */
  name: string;
  options: Question["options"];
  owner: string | undefined;
  onChoose: (owner: string | undefined) => void;
};

// The three most likely owners share the first line, the other two the second one; the longer a label, the wider its part,
// so that each line is one line of text on a phone.
const segments =
  "grid grid-cols-24 gap-px overflow-hidden rounded-[10px] border border-edge bg-edge *:nth-1:col-span-7 *:nth-2:col-span-7 *:nth-3:col-span-10 *:nth-4:col-span-18 *:nth-5:col-span-6";

const segment =
  "relative grid min-h-11 min-w-0 place-items-center bg-paper px-1.5 py-2 text-center [overflow-wrap:anywhere] text-ink-2 text-small hover:bg-line-2 has-checked:bg-accent has-checked:font-semibold has-checked:text-paper has-focus-visible:z-10 has-focus-visible:rounded-lg has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-4 has-checked:has-focus-visible:outline-paper";

/** The owner of one row: a group of radios, drawn as one control of as many parts as there are owners. */
function OwnerChoice({ row, name, options, owner, onChoose }: OwnerProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium first-letter:uppercase">{row.label}</legend>
      <div className={segments}>
        {options.map(({ value, label }) => (
          <label key={value} className={segment}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={owner === value}
              onChange={() => onChoose(String(value))}
              // A radio that is chosen already does not change: the click alone says that it is to be cleared.
              onClick={() => owner === value && onChoose(undefined)}
              className="absolute inset-0 appearance-none focus-visible:outline-none"
            />
            <span className="pointer-events-none relative">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

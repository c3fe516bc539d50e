import { CANT_SAY } from "@/lib/instrument/answers";
import type { Question } from "@/lib/instrument/question";

type RadioProps = {
  name: string;
  value: number | string;
  label: string;
  checked: boolean;
  onChoose: () => void;
};

const ring =
  "size-4.5 shrink-0 appearance-none rounded-full border-2 border-edge bg-paper checked:border-[6px] checked:border-accent focus-visible:outline-none";

function Radio({ name, value, label, checked, onChoose }: RadioProps) {
  return (
    <label className="flex min-h-12 items-center gap-3 rounded-[10px] border border-line bg-paper px-3.5 py-2.5 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
      <input type="radio" name={name} value={value} checked={checked} onChange={onChoose} className={ring} />
      {label}
    </label>
  );
}

type ListProps = {
  question: Question;
  chosen: number | string | undefined;
  onChoose: (value: number | string) => void;
  cantSay: string;
};

/** The options of a question as native radios, "Can't say" last and quieter. */
export function RadioOptions({ question, chosen, onChoose, cantSay }: ListProps) {
  return (
    <div className="grid gap-2">
      {question.options.map(({ value, label }) => (
        <Radio
          key={value}
          name={question.code}
          value={value}
          label={label}
          checked={chosen === value}
          onChoose={() => onChoose(value)}
        />
      ))}
      <label className="mt-1 flex min-h-11 items-center gap-3 self-start rounded-[10px] px-3.5 text-ink-3 has-checked:bg-accent-soft has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <input
          type="radio"
          name={question.code}
          value={CANT_SAY}
          checked={chosen === CANT_SAY}
          onChange={() => onChoose(CANT_SAY)}
          className={ring}
        />
        {cantSay}
      </label>
    </div>
  );
}

type BoxProps = { checked: boolean; onChange: (checked: boolean) => void; label: string };

/** "Can't say" for a task that is more than one choice. */
export function CantSayBox({ checked, onChange, label }: BoxProps) {
  return (
    <label className="mt-3 inline-flex min-h-11 items-center gap-3 text-ink-3 has-checked:text-ink">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4.5 accent-accent"
      />
      {label}
    </label>
  );
}

import { fill } from "@/lib/i18n/fill";
import { asAllocation, CANT_SAY } from "@/lib/instrument/answers";
import { remainingPoints } from "@/lib/instrument/check";
import type { FieldProps } from "./field-props";
import { CantSayBox } from "./options";

const stepButton =
  "grid size-11 place-items-center rounded-lg border border-edge bg-paper text-title hover:bg-line-2 disabled:border-line disabled:text-ink-3";

/** 100 points over the options, in steps, with what is left always in sight. */
export function AllocationField({ question, answer, onAnswer, words }: FieldProps) {
  const { step = 5, total = 100, options } = question;
  const given = asAllocation(answer) ?? {};
  const left = remainingPoints(question, given);
  const give = (code: string, points: number) => {
    const kept = Math.min(total, Math.max(0, Math.round(points) || 0));
    const spread = Object.fromEntries(options.map(({ value }) => [value, given[value] ?? 0]));
    spread[code] = kept;
    onAnswer(Object.values(spread).some((share) => share > 0) ? spread : undefined);
  };
  return (
    <>
      <ul className="grid gap-1">
        {options.map(({ value, label }) => (
          <Option
            key={value}
            label={label}
            points={given[String(value)] ?? 0}
            left={left}
            limits={{ step, total }}
            onGive={(points) => give(String(value), points)}
            words={words}
          />
        ))}
      </ul>
      {answer !== CANT_SAY && (
        <p role="status" className={`mt-3 font-semibold tabular-nums ${left < 0 ? "text-diverging" : ""}`}>
          {remainderText(left, words)}
        </p>
      )}
      <CantSayBox
        checked={answer === CANT_SAY}
        onChange={(checked) => onAnswer(checked ? CANT_SAY : undefined)}
        label={words.cantSay}
      />
    </>
  );
}

type OptionProps = {
  label: string;
  points: number;
  /** Points that no option has yet; negative when too many are given. */
  left: number;
  limits: { step: number; total: number };
  onGive: (points: number) => void;
  words: FieldProps["words"];
};

/** One option with its points: typed, or changed by one step. */
function Option({ label, points, left, limits: { step, total }, onGive, words }: OptionProps) {
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-3 border-line border-b py-2">
      <span className="min-w-0">{label}</span>
      <span className="flex items-center gap-1.5">
        <button
          type="button"
          className={stepButton}
          aria-label={fill(words.allocation.fewer, { option: label })}
          disabled={points <= 0}
          onClick={() => onGive(points - step)}
        >
          −
        </button>
        <input
          type="number"
          inputMode="numeric"
          min={0}
          max={total}
          step={step}
          value={points}
          aria-label={fill(words.allocation.points, { option: label })}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onGive(event.target.valueAsNumber)}
          onBlur={() => points % step !== 0 && onGive(Math.round(points / step) * step)}
          className="h-11 w-14 appearance-none rounded-lg border border-edge bg-paper text-center tabular-nums [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
        />
        <button
          type="button"
          className={stepButton}
          aria-label={fill(words.allocation.more, { option: label })}
          disabled={left < step}
          onClick={() => onGive(points + step)}
        >
          +
        </button>
      </span>
      <Bar share={points / total} />
    </li>
  );
}

function remainderText(left: number, { allocation }: FieldProps["words"]): string {
  if (left === 0) return allocation.done;
  if (left > 0) return left === 1 ? allocation.leftOne : fill(allocation.left, { n: left });
  return left === -1 ? allocation.overOne : fill(allocation.over, { n: -left });
}

function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true" className="col-span-2 mt-1.5 h-1 w-full rounded-full bg-line-2">
      <rect width={`${100 * share}%`} height="100%" rx="2" className="fill-accent" />
    </svg>
  );
}

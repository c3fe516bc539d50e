"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  type SyntheticEvent,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useTransition,
} from "react";
import { Button, buttonClass } from "./button";
import { HiddenFields } from "./hidden-fields";
import { Options, type SelectOption } from "./select";

type Props = {
  label: string;
  /** The page the filters belong to; what is chosen becomes its query. */
  action: string;
  /** Query values that are kept without a control, such as the sort. */
  keep?: Readonly<Record<string, string>>;
  applyWord: string;
  /** Filters that are needed less often, below the others. */
  more?: ReactNode;
  /** What shows the filters on a phone, with how many are set; without it they are always shown. */
  folded?: string;
  children: ReactNode;
};

/** Whether what was chosen is on its way: until it is there, the controls keep it. */
const OnItsWay = createContext(false);

/**
 * A GET form that is submitted by each change, also by one from before its scripts ran; without scripts it has a button.
 * On a phone there are two filters to a row, with their names above them, so that none is cut off and the page's first
 * sentence is still near the top.
 */
export function FilterBar({ label, action, keep = {}, applyWord, more, folded, children }: Props) {
  const router = useRouter();
  const fields = useId();
  const [pending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.current && wasUsed(form.current)) form.current.requestSubmit();
  }, []);

  function follow(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === "string" && value !== "") query.append(name, value);
    }
    start(() => router.push(query.size > 0 ? `${action}?${query}` : action, { scroll: false }));
  }

  return (
    <form
      ref={form}
      action={action}
      // A browser that fills in what it remembers of another visit would choose it.
      autoComplete="off"
      aria-label={label}
      aria-busy={pending}
      onChange={follow}
      onSubmit={follow}
      className="flex gap-2 max-sm:flex-col sm:flex-wrap sm:items-center aria-busy:cursor-progress print:hidden"
    >
      <HiddenFields values={keep} />
      {/* It stands before the filters instead of around them: a closed one would hide them on wider screens too. */}
      {folded && (
        <details className="peer group self-start md:hidden">
          <summary aria-controls={fields} className={buttonClass({ kind: "secondary", size: "small" })}>
            <span
              aria-hidden="true"
              className="text-[0.7em] text-ink-3 transition-transform group-open:rotate-90"
            >
              ▶
            </span>
            {folded}
          </summary>
        </details>
      )}
      <div id={fields} className={folded ? "contents max-md:hidden max-md:peer-open:contents" : "contents"}>
        <OnItsWay value={pending}>
          <div className="grid grid-cols-2 gap-2 sm:contents">{children}</div>
          {more}
        </OnItsWay>
        <noscript>
          <Button type="submit" kind="secondary" size="small">
            {applyWord}
          </Button>
        </noscript>
      </div>
    </form>
  );
}

/**
 * Whether a control shows something else than what the page was made with; a day that is still being typed
 * does not count.
 */
function wasUsed({ elements }: HTMLFormElement): boolean {
  return [...elements].some((control) => {
    if (control instanceof HTMLSelectElement) {
      const made = [...control.options].find((option) => option.defaultSelected);
      return made !== undefined && !made.selected;
    }
    if (!(control instanceof HTMLInputElement)) return false;
    const isTyping = control.type === "date" && control === document.activeElement;
    return !isTyping && control.value !== control.defaultValue;
  });
}

const controlFrame =
  "inline-flex min-h-9 min-w-0 max-sm:flex-col max-sm:items-stretch max-sm:pt-1 sm:items-center max-w-full gap-x-1.5 rounded-lg border border-line bg-paper pl-3 text-small text-ink-2 hover:border-edge has-focus-visible:border-accent";

type SelectProps = {
  name: string;
  label: string;
  value: string;
  options: readonly SelectOption[];
  /**
   * What is chosen, in full, where its name alone could be taken for another one; on a phone it stands below
   * the control.
   */
  whole?: string | undefined;
  /** For a choice that is not part of the address. */
  onChoose?: (value: string) => void;
};

/**
 * A control that shows what the address says after each change of it, and until then what was chosen last. It stays the
 * same element, so that the focus stays on it: with the arrow keys a reader goes on to the next choice.
 */
function useShown<Control extends HTMLInputElement | HTMLSelectElement>(
  value: string,
  options?: readonly SelectOption[],
) {
  const control = useRef<Control>(null);
  const isOnItsWay = useContext(OnItsWay);
  const isMade = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other options may lack the value that was shown.
  useEffect(() => {
    // What the page was made with is there already, unless its reader has chosen since.
    if (control.current && isMade.current && !isOnItsWay) control.current.value = value;
    isMade.current = true;
  }, [value, options, isOnItsWay]);
  return control;
}

/** As many characters fit in half of a phone's width, and in all of it. */
const [HALF, WHOLE] = [14, 28];

/**
 * One filter: its name and a native select. A closed one cuts a long choice off: on a phone such a control gets a row of its
 * own, and what does not fit there either stands below it.
 */
export function FilterSelect({ name, label, value, options, whole, onChoose }: SelectProps) {
  const control = useShown<HTMLSelectElement>(value, options);
  const chooseEarly = useEffectEvent(() => {
    const early = control.current?.value;
    if (early !== undefined && early !== value) onChoose?.(early);
  });
  // What was chosen before the scripts ran; in a bar, that submits it.
  useEffect(() => chooseEarly(), []);
  const chosen = options.find((option) => option.value === value)?.label.trim() ?? "";
  const below = whole ?? (chosen.length > WHOLE ? chosen : undefined);
  return (
    <label className={`${controlFrame} ${below || chosen.length > HALF ? "max-sm:col-span-2" : ""}`}>
      <span className="whitespace-nowrap">{label}</span>
      <select
        ref={control}
        name={name}
        defaultValue={value}
        onChange={onChoose && ((event) => onChoose(event.target.value))}
        className="min-h-9 min-w-0 max-sm:-ml-1 sm:max-w-52 rounded-r-lg bg-paper pr-2 font-semibold text-ink"
      >
        <Options options={options} />
      </select>
      {below && (
        <span aria-hidden="true" className="pr-3 pb-2 sm:hidden">
          <bdi>{below}</bdi>
        </span>
      )}
    </label>
  );
}

type SearchProps = { name: string; label: string; value: string; placeholder?: string };

/** A search text; submitted by the Enter key and when the field loses focus. */
export function FilterSearch({ name, label, value, placeholder }: SearchProps) {
  const control = useShown<HTMLInputElement>(value);
  return (
    <label className={controlFrame}>
      <span className="whitespace-nowrap">{label}</span>
      <input
        ref={control}
        type="search"
        name={name}
        defaultValue={value}
        placeholder={placeholder}
        maxLength={100}
        className="min-h-9 min-w-0 sm:w-36 rounded-r-lg bg-paper pr-2 text-ink placeholder:text-ink-3"
      />
    </label>
  );
}

/**
 * A day; submitted by the Enter key and when the field loses focus, and not by each change: every digit that is typed makes
 * another day.
 */
export function FilterDay({ name, label, value }: Omit<SearchProps, "placeholder">) {
  return (
    <label className={controlFrame}>
      <span className="whitespace-nowrap">{label}</span>
      <input
        key={value}
        type="date"
        name={name}
        defaultValue={value}
        min="2000-01-01"
        max="2999-12-31"
        onChange={(event) => event.stopPropagation()}
        onBlur={({ currentTarget }) => currentTarget.value !== value && currentTarget.form?.requestSubmit()}
        className="min-h-9 min-w-0 rounded-r-lg bg-paper pr-2 text-ink"
      />
    </label>
  );
}

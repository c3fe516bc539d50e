import type { ReactNode } from "react";
import { fieldInWords, type InWords, isParts, partInWords, valueInWords } from "@/lib/personal-data/in-words";
import type { ShownTableName } from "@/lib/personal-data/inventory";
import type { OwnRow, Part } from "@/lib/personal-data/own-data";

/** One row, field by field; a field that holds several things lists them below its name. */
export function OwnEntry({ name, row, ...into }: { name: ShownTableName; row: OwnRow } & InWords) {
  return (
    <dl className="grid grid-cols-1 gap-x-4 text-small sm:grid-cols-[14rem_minmax(0,1fr)]">
      {Object.entries(row).map(([column, value]) => (
        <Field key={column} label={fieldInWords(name, column, into.words)} wide={isParts(value)}>
          {isParts(value) ? (
            <Parts name={name} parts={value} {...into} />
          ) : (
            valueInWords({ name, column, value, row }, into) || into.words.personalData.empty
          )}
        </Field>
      ))}
    </dl>
  );
}

function Field({ label, wide, children }: { label: string; wide: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "sm:col-span-2" : "contents"}>
      <dt className="text-ink-3">{label}</dt>
      <dd className="wrap-anywhere max-sm:mb-1">{children}</dd>
    </div>
  );
}

type PartsProps = InWords & { name: ShownTableName; parts: readonly Part[] };

function Parts({ name, parts, ...into }: PartsProps) {
  if (parts.length === 0) return into.words.personalData.empty;
  return (
    <ul className="mt-1 mb-1 flex flex-col border-line-2 border-t">
      {parts.map((part) => (
        <li
          key={`${part.code} ${part.about} ${part.value}`}
          className="grid gap-x-4 border-line-2 border-b py-1 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
        >
          <span className="text-ink-2">{part.about}</span>
          <span className="wrap-anywhere font-medium">{partInWords({ name, part }, into)}</span>
        </li>
      ))}
    </ul>
  );
}

import type { AnswersKept } from "@/lib/personal-data/answers-kept";
import { factsOf, type InWords } from "@/lib/personal-data/in-words";
import type { OwnTable } from "@/lib/personal-data/own-data";
import { Disclosure } from "../disclosure";
import { Section } from "../section";
import { OwnEntry } from "./own-entry";

/** One kind of what is stored: what it is, why, who reads it, how long, and the entries themselves. */
export function OwnTableView({
  table: { name, rows },
  answersKept,
  ...into
}: { table: OwnTable; answersKept: AnswersKept } & InWords) {
  const text = into.words.personalData;
  const { title, note } = text.tables[name];
  const facts = factsOf(name, answersKept, into);
  return (
    <Section level={3} title={title} note={note}>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-0.5 text-small sm:grid-cols-[8rem_minmax(0,1fr)]">
        {(["why", "readers", "kept"] as const).map((fact) => (
          <div key={fact} className="contents">
            <dt className="text-ink-3">{text.facts[fact]}</dt>
            <dd className="max-sm:mb-1">{facts[fact]}</dd>
          </div>
        ))}
      </dl>
      <Disclosure summary={text.show(text.entries(rows.length))} open={rows.length === 1} printed>
        <ol className="flex flex-col gap-3">
          {rows.map((row, at) => (
            // The rows are a snapshot in a fixed order, and most have no id that is shown.
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing is added to or taken from the list
            <li key={at} className="rounded-lg border border-line-2 px-3 py-2">
              <OwnEntry name={name} row={row} {...into} />
            </li>
          ))}
        </ol>
      </Disclosure>
    </Section>
  );
}

import { sectionIds } from "@/lib/methodology/sections";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { Blocks, type DataTables } from "./blocks";
import { DetectabilityTable } from "./detectability-table";
import { ExampleAnswers, ExampleSeries } from "./example-tables";
import { ItemsTable } from "./items-table";
import { RulesTable, TierTables } from "./rates-tables";

/** The whole method: a summary in plain words, then every rule with its formula. */
export function MethodologyView({ words, format }: ViewProps) {
  const text = words.methodology;
  const data: DataTables = {
    items: () => <ItemsTable words={words} />,
    "example-answers": () => <ExampleAnswers words={words} format={format} />,
    "example-series": () => <ExampleSeries words={words} format={format} />,
    tiers: () => <TierTables words={words} format={format} />,
    rules: () => <RulesTable words={words} format={format} />,
    detectability: () => <DetectabilityTable words={words} format={format} />,
  };
  return (
    <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_13rem] xl:items-start">
      <div className="xl:col-span-2">
        <PageTitle title={text.title} lede={text.lede} />
      </div>
      <Contents words={words} />
      <div className="grid min-w-0 gap-14 xl:col-start-1 xl:row-start-2">
        <Section title={text.summaryTitle}>
          <div className="grid max-w-column gap-3">
            {text.summary.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </Section>
        {sectionIds.map((id) => {
          const { title, plain, blocks } = text.sections[id];
          return (
            <Section key={id} id={id} title={title} className="scroll-mt-6">
              <p className="max-w-column">{plain}</p>
              <Blocks blocks={blocks} data={data} where={text.where} />
            </Section>
          );
        })}
      </div>
    </div>
  );
}

function Contents({ words }: Pick<ViewProps, "words">) {
  const text = words.methodology;
  return (
    <nav
      aria-labelledby="contents"
      className="xl:sticky xl:top-8 xl:col-start-2 xl:row-start-2 xl:max-h-[calc(100dvh-4rem)] xl:overflow-y-auto print:hidden"
    >
      <h2 id="contents" className="font-semibold text-ink-3 text-small">
        {text.contents}
      </h2>
      <ul className="mt-2 gap-x-6 text-small max-xl:columns-2 sm:max-xl:columns-3">
        {sectionIds.map((id) => (
          <li key={id} className="break-inside-avoid">
            <a href={`#${id}`} className="block py-1 text-ink-2 hover:text-accent hover:underline">
              {text.sections[id].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
